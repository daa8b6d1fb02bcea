namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>The event names that belong to the protocol: neither side may emit them.</summary>
public static class ReservedEvents
{
    private static readonly string[] Names = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"];

    /// <summary>Whether <paramref name="eventName"/> is reserved.</summary>
    public static bool Contains(string eventName) => Array.IndexOf(Names, eventName) >= 0;

    /// <summary>Whether an event name in UTF-8 is reserved.</summary>
    public static bool Contains(ReadOnlySpan<byte> eventName) =>
        eventName.SequenceEqual("connect"u8)
        || eventName.SequenceEqual("connect_error"u8)
        || eventName.SequenceEqual("disconnect"u8)
        || eventName.SequenceEqual("disconnecting"u8)
        || eventName.SequenceEqual("newListener"u8)
        || eventName.SequenceEqual("removeListener"u8);
}
