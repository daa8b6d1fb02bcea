using System.Buffers;
using System.Text.Json;

namespace SocketIoSharp;

/// <summary>The payload of a CONNECT_ERROR packet: <c>{"message":"…","data":…}</c>.</summary>
internal static class ConnectErrorPayload
{
    public static byte[] Write<T>(string message, T data, JsonSerializerOptions options)
    {
        var output = new ArrayBufferWriter<byte>(64);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = options.Encoder });
        json.WriteStartObject();
        json.WriteString("message"u8, message);
        if (data is not null)
        {
            json.WritePropertyName("data"u8);
            JsonSerializer.Serialize(json, data, options.GetTypeInfo(data.GetType()));
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}
