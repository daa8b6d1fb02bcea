namespace SocketIoSharp.Acks;

/// <summary>Waits for the answers to one emitted event.</summary>
internal abstract class AckSink
{
    /// <summary>An answer arrived; its memory is used again afterwards.</summary>
    public abstract void OnAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments);

    /// <summary>The socket was disconnected before it answered.</summary>
    public abstract void OnDisconnected(Socket socket);

    /// <summary>The time is up.</summary>
    public abstract void OnTimeout();
}
