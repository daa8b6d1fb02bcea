namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Where a document's figures are from.</summary>
internal static class MachineTable
{
    public static string Of(MachineInfo machine)
    {
        var quick = machine.IsQuick ? "**A quick run: few and short rounds, which give a picture and no figures to rely on.**\n\n" : "";
        var table = new TextTable("", "");
        table.Add("date", machine.Date);
        table.Add("commit", machine.Commit);
        table.Add("processor", machine.Cpu);
        table.Add("cores", Numbers.Exact(machine.Cores));
        table.Add("memory", machine.Memory);
        table.Add("system", machine.System);
        table.Add("runtime", machine.Runtime);
        return quick + table.ToMarkdown(hasNumbers: false);
    }
}
