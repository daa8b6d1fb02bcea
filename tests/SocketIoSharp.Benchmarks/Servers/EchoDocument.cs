namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The argument of <c>echo-json</c>: read into records and written again, as an application would.</summary>
internal sealed record EchoDocument(EchoItem[] Items);
