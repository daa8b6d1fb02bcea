namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Where, when and of which sources the figures are.</summary>
internal sealed record MachineInfo(string Cpu, int Cores, string Memory, string System, string Runtime, string Commit, string Date, bool IsQuick)
{
    public static MachineInfo Read(bool isQuick) => MachineReader.Read(isQuick);
}
