using System.Text.Json;

namespace SocketIoSharp.Events;

/// <summary>An event on its way out, as catch-all handlers see it.</summary>
internal sealed record OutgoingEvent(string Name, EventArguments Args)
{
    public static OutgoingEvent Read(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options) =>
        new(EventName.ReadText(json.Span), EventArguments.OfEvent(json, attachments, options));
}
