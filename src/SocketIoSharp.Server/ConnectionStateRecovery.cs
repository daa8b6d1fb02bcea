namespace SocketIoSharp;

/// <summary>
/// How clients that lose their connection for a moment get back what they had: the id of their socket, its rooms and its
/// <see cref="Socket.Data"/>, and the events that they have missed, in order. Handlers, <see cref="Socket.Items"/>, answers that were owed, volatile
/// events and events that asked for an answer are not restored. Every event that can be recovered carries one more argument, a text, by which
/// clients say how far they have come.
/// </summary>
/// <remarks>
/// Kept in this process's memory, by namespace; another <see cref="SocketIoOptions.AdapterFactory">adapter</see> may keep it elsewhere, or not at
/// all. A namespace that <c>CleanupEmptyChildNamespaces</c> removes takes with it what it has kept.
/// </remarks>
public sealed class ConnectionStateRecovery
{
    /// <summary>The time in which a client must be back. Default 2 minutes. Missed events are kept as long.</summary>
    public TimeSpan MaxDisconnectionDuration { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether a recovered client passes the middlewares of its namespace by. Default <see langword="false"/>: whoever was let in two minutes ago may
    /// have been banned since, or its token have expired, so it is asked again; middlewares can tell by <see cref="Socket.Recovered"/>. The
    /// reference skips them: set <see langword="true"/> for that.
    /// </summary>
    public bool SkipMiddlewares { get; set; }

    /// <summary>
    /// The memory in bytes, roughly, that each namespace spends on events that may be missed. Default 64 MiB. Beyond it the oldest go first, and
    /// clients that have not come so far get a new session.
    /// </summary>
    public int MaxStoredBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The number of disconnected sockets that each namespace keeps. Default 100,000. Beyond it those that left first are forgotten.</summary>
    public int MaxSessions { get; set; } = 100_000;
}
