namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>A server under measurement: how it is started, and what the report says about it.</summary>
/// <param name="Name">What it is called on the command line and in the raw data.</param>
/// <param name="Title">What it is called in tables and plots.</param>
/// <param name="FileName">The program that runs it.</param>
/// <param name="Arguments">The arguments of that program.</param>
/// <param name="Environment">What is set in its environment besides.</param>
/// <param name="Settings">A sentence about every setting that is not the default.</param>
/// <param name="Version">The versions of what it is made of, as the installed packages say them.</param>
internal sealed record BenchmarkedServer(
    string Name,
    string Title,
    string FileName,
    string[] Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string Settings,
    string Version);
