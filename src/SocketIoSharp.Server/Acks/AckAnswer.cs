using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Acks;

/// <summary>A client's answer, kept until somebody asks for it as a type.</summary>
internal sealed record AckAnswer(byte[] Json, ReadOnlyMemory<byte>[] Attachments)
{
    /// <summary>The first argument. Without one the answer is <see langword="null"/>, as undefined is in JavaScript. As <see cref="EventArguments"/>: all of them.</summary>
    public T? First<T>(JsonSerializerOptions options)
    {
        if (typeof(T) == typeof(EventArguments))
        {
            return (T)(object)EventArguments.OfAck(Json, Attachments, options);
        }

        var reader = new ArgumentReader(Json, Attachments, options);
        if (reader.MoveNext())
        {
            return reader.Read<T>();
        }

        return default(T) is null ? default : throw new JsonException($"The client answered without an argument; {typeof(T).Name} was expected.");
    }
}
