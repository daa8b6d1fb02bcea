using System.Text;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Hosting;

/// <summary>Delivers nothing and remembers what it was given.</summary>
internal sealed class RecordingAdapter(Namespace @namespace) : Adapter(@namespace)
{
    public List<(BroadcastTarget Target, string Json)> Sent { get; } = [];

    public override Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet)
    {
        Sent.Add((target, Encoding.UTF8.GetString(packet.Json.Span)));
        return Task.CompletedTask;
    }
}
