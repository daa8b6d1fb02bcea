using System.Text;
using System.Text.Json;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections.Revisions;

/// <summary>The revision of clients since 2020.</summary>
internal sealed class Revision5 : ClientRevision
{
    public override void Start(Connection connection)
    {
        // The client asks for its namespaces.
    }

    public override PacketDecoder CreateDecoder(PacketParser parser) => parser.CreateDecoder();

    public override string CreateSocketId(EngineSession session, string @namespace) => SessionId.Create();

    public override ReadOnlyMemory<byte> ConnectPayload(Socket socket)
    {
        var privateId = socket.PrivateId is null ? string.Empty : $",\"pid\":\"{socket.PrivateId}\"";
        return Encoding.UTF8.GetBytes($$"""{"sid":"{{socket.Id}}"{{privateId}}}""");
    }

    public override byte[] RefusalPayload<T>(string message, T data, JsonSerializerOptions options) => ConnectErrorPayload.Write(message, data, options);
}
