using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SocketIoSharp.Protocol.MessagePack;

namespace SocketIoSharp.Cluster;

/// <summary>
/// Writes and reads messages as the adapters for Node.js do: JSON, or MessagePack where something is binary. Thread-safe. Reading refuses
/// what is malformed, too large or too deep, and creates no object of a type that the message names.
/// </summary>
/// <param name="maxBytes">The largest message that is read.</param>
/// <param name="maxDepth">The deepest nesting of a message.</param>
public sealed class ClusterMessageCodec(int maxBytes, int maxDepth)
{
    // A broadcast may hold as many binary parts as a packet of the largest size could.
    private const int MaxAttachments = 65_536;

    /// <summary>A whole message as JSON.</summary>
    /// <exception cref="ArgumentException">It has something binary.</exception>
    public static byte[] WriteJson(ClusterMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.HasBinary ? throw new ArgumentException("Binary cannot be written as JSON.", nameof(message)) : ClusterMessageWriter.Whole(message);
    }

    /// <summary>A whole message as MessagePack.</summary>
    public byte[] WriteMessagePack(ClusterMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Transcode(ClusterMessageWriter.Whole(message), message);
    }

    /// <summary>What a message has besides its type, its sender and its namespace: as JSON, or as MessagePack where something in it is binary.</summary>
    /// <returns>Nothing for messages that have no more.</returns>
    public byte[]? WriteData(ClusterMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var json = ClusterMessageWriter.DataOnly(message);
        return json is not null && message.HasBinary ? Transcode(json, message) : json;
    }

    /// <summary>Reads a whole message, of either form.</summary>
    /// <param name="bytes">The message. What is returned refers to it.</param>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why it is refused.</param>
    public bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ClusterMessage? message, [NotNullWhen(false)] out string? reason) =>
        TryRead(bytes, (json, attachments) => ClusterMessageReader.Whole(json, attachments, maxDepth), out message, out reason);

    /// <summary>Reads what <see cref="WriteData"/> has written.</summary>
    /// <param name="header">What is known of the message already.</param>
    /// <param name="bytes">The rest. What is returned refers to it.</param>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why it is refused.</param>
    public bool TryReadData(ClusterMessage header, ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ClusterMessage? message, [NotNullWhen(false)] out string? reason) =>
        TryRead(bytes, (json, attachments) => ClusterMessageReader.Data(header, json, attachments, maxDepth), out message, out reason);

    /// <summary>Reads what a message has besides its type, its sender and its namespace from JSON, for brokers whose messages have another form around it.</summary>
    /// <param name="header">What is known of the message already.</param>
    /// <param name="json">The rest: a JSON object with some of <c>opts</c>, <c>packet</c>, <c>rooms</c>, <c>close</c>, <c>requestId</c>, <c>clientCount</c> and <c>sockets</c>. What is returned refers to it.</param>
    /// <param name="attachments">What its placeholders stand for.</param>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why it is refused.</param>
    public bool TryReadData(
        ClusterMessage header,
        ReadOnlyMemory<byte> json,
        ReadOnlyMemory<byte>[] attachments,
        [NotNullWhen(true)] out ClusterMessage? message,
        [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(attachments);
        try
        {
            message = ClusterMessageReader.Data(header, json, attachments, maxDepth);
            reason = null;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            (message, reason) = (null, exception.Message);
            return false;
        }
    }

    /// <summary>Turns a value of either form into JSON and attachments.</summary>
    /// <param name="bytes">JSON, or MessagePack; that JSON is well-formed is not checked.</param>
    /// <param name="json">The value as JSON, binary replaced by placeholders.</param>
    /// <param name="attachments">The binary parts.</param>
    /// <param name="reason">Why it is refused.</param>
    public bool TryReadJson(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> json, out ReadOnlyMemory<byte>[] attachments, [NotNullWhen(false)] out string? reason)
    {
        (json, attachments) = (bytes, []);
        reason = bytes.Length > maxBytes ? $"{bytes.Length} bytes are more than {maxBytes}"
            : bytes.IsEmpty ? "it is empty"
            : null;
        if (reason is not null || bytes.Span[0] == (byte)'{')
        {
            return reason is null;
        }

        var value = new MessagePackToJson(maxDepth, MaxAttachments, acceptsTimestamps: true);
        var reader = new MessagePackReader(bytes.Span);
        reason = value.Build(ref reader) ?? (reader.Remaining > 0 ? $"{reader.Remaining} trailing bytes" : null);
        if (reason is null)
        {
            (json, attachments) = (value.Json, value.TakeAttachments());
        }

        return reason is null;
    }

    private bool TryRead(
        ReadOnlyMemory<byte> bytes,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>[], ClusterMessage> read,
        [NotNullWhen(true)] out ClusterMessage? message,
        [NotNullWhen(false)] out string? reason)
    {
        message = null;
        if (!TryReadJson(bytes, out var json, out var attachments, out reason))
        {
            return false;
        }

        try
        {
            message = read(json, attachments);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            reason = exception.Message;
            return false;
        }

        return true;
    }

    private byte[] Transcode(byte[] json, ClusterMessage message)
    {
        var output = MessagePackWriter.Rent();
        try
        {
            JsonToMessagePack.Write(json, message.Packet is { Attachments.Length: > 0 } packet ? packet.Attachments : message.Answer.Attachments, maxDepth, output);
            return output.ToArray();
        }
        finally
        {
            output.Return();
        }
    }
}
