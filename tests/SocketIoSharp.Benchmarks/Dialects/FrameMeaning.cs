namespace SocketIoSharp.Benchmarks.Dialects;

/// <summary>What a message of a server is to the load generator.</summary>
internal enum FrameMeaning
{
    /// <summary>Nothing that counts, such as the text before an attachment.</summary>
    None,

    /// <summary>The server waits to be greeted.</summary>
    Opened,

    /// <summary>The client may send.</summary>
    Ready,

    /// <summary>A heartbeat that must be answered.</summary>
    Ping,

    /// <summary>What was asked for, or a broadcast.</summary>
    Reply,
}
