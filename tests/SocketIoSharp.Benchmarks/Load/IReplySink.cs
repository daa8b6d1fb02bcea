namespace SocketIoSharp.Benchmarks.Load;

/// <summary>A scenario, as its connections see it.</summary>
internal interface IReplySink
{
    /// <summary>The client is connected and may send.</summary>
    void OnReady(WebSocketClient client);

    /// <summary>Replies have come with one read.</summary>
    void OnReplies(WebSocketClient client, int count);
}
