using System.Globalization;
using System.Runtime.InteropServices;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Asks the operating system what the benchmark runs on.</summary>
internal static class MachineReader
{
    public static MachineInfo Read(bool isQuick)
    {
        var processors = LinesOf("/proc/cpuinfo");
        return new MachineInfo(
            ValueOf(processors, "model name", ':') ?? $"unknown processor ({RuntimeInformation.ProcessArchitecture})",
            CoresOf(processors),
            MemoryOf(LinesOf("/proc/meminfo")),
            $"{ValueOf(LinesOf("/etc/os-release"), "PRETTY_NAME", '=') ?? RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}",
            RuntimeInformation.FrameworkDescription,
            SourceCommit.Read(),
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            isQuick);
    }

    // Not Environment.ProcessorCount, which counts only the cores that this process is pinned to.
    private static int CoresOf(string[] processors) =>
        processors.Count(line => line.StartsWith("processor", StringComparison.Ordinal)) is > 0 and var count ? count : Environment.ProcessorCount;

    private static string MemoryOf(string[] memory)
    {
        var kibibytes = ValueOf(memory, "MemTotal", ':')?.Split(' ')[0];
        var bytes = long.TryParse(kibibytes, CultureInfo.InvariantCulture, out var number) ? number * 1024 : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):F1} GiB");
    }

    private static string? ValueOf(string[] lines, string key, char separator) =>
        lines.Select(line => line.Split(separator, 2)).FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim() == key)?[1].Trim().Trim('"');

    // Other systems have other files, and a container may hide these.
    private static string[] LinesOf(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
