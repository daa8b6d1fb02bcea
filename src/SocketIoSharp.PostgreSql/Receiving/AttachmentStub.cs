using System.Buffers.Text;
using System.Text.Json;

namespace SocketIoSharp.PostgreSql.Receiving;

/// <summary>What a notification holds whose message is in the table: who has sent it, and the row.</summary>
internal readonly record struct AttachmentStub(string NodeId, long Id)
{
    /// <returns>Whether the notification is such a stub. One whose id is no number has the id 0, which no row has.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool TryRead(ReadOnlySpan<byte> json, int maxDepth, out AttachmentStub stub)
    {
        stub = new AttachmentStub(string.Empty, 0);

        // Most are none, which is cheaper to see than to read.
        if (json.IndexOf("\"attachmentId\""u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        var isStub = false;
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("attachmentId"u8))
            {
                reader.Read();
                isStub = true;
                stub = stub with { Id = ReadId(ref reader) };
            }
            else if (reader.ValueTextEquals("uid"u8))
            {
                reader.Read();
                stub = stub with { NodeId = reader.TokenType is JsonTokenType.String ? reader.GetString()! : string.Empty };
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return isStub;
    }

    // Text, because the driver for Node.js has no integers of 64 bits.
    private static long ReadId(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.Number
        && Utf8Parser.TryParse(reader.ValueSpan, out long id, out var length) && length == reader.ValueSpan.Length ? id : 0;
}
