using System.Buffers;
using System.Text.Json;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections.Revisions;

/// <summary>The revision of clients before 2020: the server connects them to the main namespace by itself, and their ids are made from the session's, which both sides know.</summary>
internal sealed class Revision4 : ClientRevision
{
    private const string MainNamespace = "/";

    // The main namespace is always there, so nothing waits.
    public override void Start(Connection connection) => _ = ConnectProcedure.StartAsync(connection, new Packet(PacketType.Connect, MainNamespace)).AsTask();

    public override PacketDecoder CreateDecoder(PacketParser parser) => new AddressDecoder(parser.CreateDecoder());

    public override string CreateSocketId(EngineSession session, string @namespace) =>
        @namespace == MainNamespace ? session.Id : $"{@namespace}#{session.Id}";

    public override ReadOnlyMemory<byte> ConnectPayload(Socket socket) => default;

    // The data, unless JavaScript takes it for nothing, or else the message.
    public override byte[] RefusalPayload<T>(string message, T data, JsonSerializerOptions options)
    {
        var output = new ArrayBufferWriter<byte>(64);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = options.Encoder });
        if (data is not null)
        {
            JsonSerializer.Serialize(json, data, options.GetTypeInfo(data.GetType()));
            json.Flush();
            if (!IsFalsy(output.WrittenSpan))
            {
                return output.WrittenSpan.ToArray();
            }

            output.Clear();
            json.Reset();
        }

        json.WriteStringValue(message);
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static bool IsFalsy(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null or JsonTokenType.False => true,
            JsonTokenType.Number => reader.GetDouble() == 0,
            JsonTokenType.String => reader.ValueSpan.IsEmpty,
            _ => false,
        };
    }
}
