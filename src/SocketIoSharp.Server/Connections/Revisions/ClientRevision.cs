using System.Text.Json;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections.Revisions;

/// <summary>What the revisions of the Socket.IO protocol do differently. A connection has one for life; nothing else asks for the number.</summary>
internal abstract class ClientRevision
{
    private static readonly Revision4 Fourth = new();
    private static readonly Revision5 Fifth = new();

    /// <summary>Revision 4 travels over Engine.IO 3, revision 5 over Engine.IO 4.</summary>
    public static ClientRevision Of(EngineSession session) => session.Handshake.Protocol == 3 ? Fourth : Fifth;

    /// <summary>A connection was opened; the client has not said anything yet.</summary>
    public abstract void Start(Connection connection);

    /// <summary>The decoder of one connection.</summary>
    public abstract PacketDecoder CreateDecoder(PacketParser parser);

    /// <summary>The id of a new socket.</summary>
    public abstract string CreateSocketId(EngineSession session, string @namespace);

    /// <summary>The payload of the CONNECT packet that tells the client that it is connected.</summary>
    public abstract ReadOnlyMemory<byte> ConnectPayload(Socket socket);

    /// <summary>The payload of the CONNECT_ERROR packet that tells the client that a middleware has refused it.</summary>
    public abstract byte[] RefusalPayload<T>(string message, T data, JsonSerializerOptions options);
}
