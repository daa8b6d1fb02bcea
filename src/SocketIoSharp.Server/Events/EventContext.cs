using System.Text.Json;

namespace SocketIoSharp.Events;

/// <summary>What an event brings besides its arguments.</summary>
internal readonly record struct EventContext(Socket Socket, string EventName, Ack? Ack, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>[] Attachments)
{
    public JsonSerializerOptions Options => Socket.Server.Options.Json;
}
