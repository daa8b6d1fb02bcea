namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>One of the many records of a large JSON argument.</summary>
internal sealed record EchoItem(int Id, string Name, string[] Tags, double Price, bool Active);
