namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>The line below a plot that says where its numbers are from.</summary>
internal static class PlotSource
{
    public static string Of(MachineInfo machine)
    {
        var quick = machine.IsQuick ? "A quick run, for a rough picture. " : "";
        return $"{quick}{machine.Date}, commit {machine.Commit}, {machine.Cpu}, {machine.Cores} cores.";
    }
}
