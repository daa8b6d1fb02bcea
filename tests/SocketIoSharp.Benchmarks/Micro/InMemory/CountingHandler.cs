using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Benchmarks.Micro.InMemory;

/// <summary>A layer above the engine that does nothing but count: what remains is the engine's own cost.</summary>
internal sealed class CountingHandler : IEngineHandler
{
    public long Messages { get; private set; }

    public ValueTask OnMessageAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary)
    {
        Messages++;
        return ValueTask.CompletedTask;
    }

    public void OnOpen(EngineSession session)
    {
    }

    public void OnClose(EngineSession session, string reason, string? description)
    {
    }

    public void OnDeadline(EngineSession session)
    {
    }
}
