using SocketIoSharp.EngineIo.Revisions.V3;
using SocketIoSharp.EngineIo.Revisions.V4;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.EngineIo.Revisions;

/// <summary>What the revisions of Engine.IO do differently. A session has one for life; nothing else asks for the number.</summary>
internal abstract class EngineRevision
{
    private static readonly Revision3 Third = new();
    private static readonly Revision4 Fourth = new();

    /// <summary>What is meant by the number of a revision: 4, or 3.</summary>
    public static EngineRevision Of(int protocol) => protocol == 4 ? Fourth : Third;

    /// <summary>The heartbeat of a new session.</summary>
    public abstract Heartbeat CreateHeartbeat(EngineClock clock, long interval, long timeout);

    /// <summary>The bodies of a session over polling; <paramref name="handshake"/> decides for good.</summary>
    public abstract PayloadFormat PayloadsFor(EngineHandshake handshake);

    /// <summary>The frames of binary messages on a WebSocket.</summary>
    public abstract AttachmentFraming FramingFor(bool prefersBase64);

    /// <summary>Decodes a text frame.</summary>
    /// <returns><see langword="false"/> when it is malformed.</returns>
    public abstract bool TryDecodeText(ReadOnlyMemory<byte> text, out EnginePacket packet);

    /// <summary>Decodes a binary frame.</summary>
    public abstract EnginePacket DecodeBinary(ReadOnlyMemory<byte> data);

    /// <summary>The query parameter that asks for the JSONP transport and names its callback.</summary>
    protected static string? JsonpCallbackOf(EngineHandshake handshake) => handshake.Query.GetValueOrDefault("j");
}
