namespace SocketIoSharp.Endurance.Rolling;

/// <summary>How a node ends.</summary>
internal enum NodeEnding
{
    /// <summary>It is asked to stop, and sends its clients away.</summary>
    Stopped,

    /// <summary>It gets no time to say goodbye.</summary>
    Killed,
}
