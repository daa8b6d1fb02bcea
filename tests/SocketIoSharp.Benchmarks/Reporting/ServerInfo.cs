namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>A server that takes part.</summary>
internal sealed record ServerInfo(string Name, string Title, string Version, string Settings);
