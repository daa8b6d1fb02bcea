namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>A value of a server, with the lowest and the highest round.</summary>
internal sealed record Bar(string Label, string Text, double Value, double Low, double High, bool IsOurs);
