namespace SocketIoSharp.EngineIo.Hosting;

/// <summary>The layer above, where it is one lambda: what happens to a session it hears by the session's events.</summary>
internal sealed class SessionCallback(Action<EngineSession> onConnection) : IEngineHandler
{
    public void OnOpen(EngineSession session) => onConnection(session);

    public ValueTask OnMessageAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary) => ValueTask.CompletedTask;

    public void OnClose(EngineSession session, string reason, string? description)
    {
    }

    public void OnDeadline(EngineSession session)
    {
    }
}
