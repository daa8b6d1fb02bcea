using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketIoSharp.Protocol.Payloads;

/// <summary>Makes byte arrays anywhere in an object travel as attachments.</summary>
public static class AttachmentConverters
{
    /// <summary>Adds the converters to <paramref name="options"/>, in front of others; a second call changes nothing.</summary>
    public static void AddTo(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Converters.OfType<ByteArrayConverter>().Any())
        {
            return;
        }

        options.Converters.Insert(0, new ByteArrayConverter());
        options.Converters.Insert(1, new MemoryConverter());
        options.Converters.Insert(2, new ReadOnlyMemoryConverter());
    }

    private static byte[] ToArray(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();

    private sealed class ByteArrayConverter : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ToArray(AttachmentPlaceholder.Read(ref reader));

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
            AttachmentPlaceholder.Write(writer, value);
    }

    // Memory is often rented and given back after the call; a packet may wait in queues for longer. So it is copied.
    private sealed class MemoryConverter : JsonConverter<Memory<byte>>
    {
        public override Memory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ToArray(AttachmentPlaceholder.Read(ref reader));

        public override void Write(Utf8JsonWriter writer, Memory<byte> value, JsonSerializerOptions options) =>
            AttachmentPlaceholder.Write(writer, value.ToArray());
    }

    private sealed class ReadOnlyMemoryConverter : JsonConverter<ReadOnlyMemory<byte>>
    {
        public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            AttachmentPlaceholder.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
            AttachmentPlaceholder.Write(writer, value.ToArray());
    }
}
