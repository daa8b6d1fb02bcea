namespace SocketIoSharp.Testing;

/// <summary>What was waited for, or sent, cannot come any more: the client is disconnected.</summary>
public sealed class SocketIoDisconnectedException : Exception
{
    internal SocketIoDisconnectedException(string reason, Exception? inner)
        : base($"The client is disconnected: {reason}.", inner) => Reason = reason;

    /// <summary>The reason, as <see cref="SocketIoTestClient.Disconnected"/> tells it.</summary>
    public string Reason { get; }
}
