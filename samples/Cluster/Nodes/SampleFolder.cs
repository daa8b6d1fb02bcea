using System.Reflection;

namespace Cluster.Nodes;

/// <summary>Where the sample stands. It uses scripts and pages of the repository, so it runs from there only.</summary>
internal static class SampleFolder
{
    public static string Repository { get; } =
        typeof(SampleFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    public static string Path { get; } = System.IO.Path.Combine(Repository, "samples", "Cluster");

    public static string Page { get; } = System.IO.Path.Combine(Path, "wwwroot");
}
