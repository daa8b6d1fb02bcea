namespace SocketIoSharp.EngineIo;

/// <summary>The layer above Engine.IO. Calls for one session never overlap, except <see cref="OnClose"/> and <see cref="OnDeadline"/>.</summary>
public interface IEngineHandler
{
    /// <summary>A session was opened; nothing was received yet.</summary>
    void OnOpen(EngineSession session);

    /// <summary>A message arrived. Nothing further is read from the client before the task has completed.</summary>
    /// <param name="session">The session.</param>
    /// <param name="message">The message without its type digit; the memory is used again once the task has completed.</param>
    /// <param name="isBinary">Whether it is a binary message.</param>
    ValueTask OnMessageAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary);

    /// <summary>A binary message arrived in memory that is never used again, so that it may be kept. By default it is a message like any other.</summary>
    /// <inheritdoc cref="OnMessageAsync"/>
    ValueTask OnOwnedMessageAsync(EngineSession session, ReadOnlyMemory<byte> message) => OnMessageAsync(session, message, isBinary: true);

    /// <summary>The session is closed. Called once, from any thread, possibly while <see cref="OnMessageAsync"/> still runs.</summary>
    void OnClose(EngineSession session, string reason, string? description);

    /// <summary>The time asked for with <see cref="EngineSession.RequestDeadline"/> has come.</summary>
    void OnDeadline(EngineSession session);
}
