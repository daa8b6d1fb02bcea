namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>An argument of a type of the application's own.</summary>
internal sealed record ChatMessage(string Room, string Text, long SentAt);
