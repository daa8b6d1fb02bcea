namespace SocketIoSharp.Endurance.Proxy;

/// <summary>How a connection is cut, at both of its ends.</summary>
internal enum CutManner
{
    /// <summary>In order, as a proxy does that is restarted: each end is told that nothing more comes.</summary>
    Close,

    /// <summary>By reset, as a machine does that knows nothing of the connection any more.</summary>
    Reset,
}
