using System.Reflection;

namespace SocketIoSharp.Interop.Tests;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Read("RepositoryRoot");

    public static string ClientsFolder { get; } = Path.Combine(Root, "tests", "clients-js");

    public static string ConformanceFolder { get; } = Path.Combine(Root, "tests", "conformance-js");

    public static string DifferentialFolder { get; } = Path.Combine(Root, "tests", "differential-js");

    public static string ResultsFolder { get; } = Path.Combine(Root, "artifacts", "test-results");

    /// <summary>The program that another project of this repository is built into.</summary>
    public static string Program(string project, string assembly) =>
        Path.Combine(Root, "artifacts", "bin", project, Read("Configuration").ToLowerInvariant(), assembly + ".dll");

    private static string Read(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == key).Value!;
}
