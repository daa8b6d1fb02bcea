using System.Globalization;
using System.Text;
using System.Text.Json;
using SocketIoSharp.Cluster;
using SocketIoSharp.PostgreSql.Channels;

namespace SocketIoSharp.PostgreSql.Sending;

/// <summary>A message on its way to the database, in the form of the adapters for Node.js.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Text">The message, or its stub up to the id of the row.</param>
/// <param name="Row">What goes to the table; <see langword="null"/> when nothing does.</param>
internal sealed record OutgoingNotification(string Channel, string Text, byte[]? Row)
{
    /// <summary>pg_notify takes fewer bytes than this. The reference, whose threshold this is, fails at exactly so many.</summary>
    public const int Limit = 8000;

    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it costs to keep, roughly.</summary>
    public int Size => (2 * Text.Length) + (Row?.Length ?? 0) + 200;

    /// <summary>Ends when the database has it, or will not have it.</summary>
    public Task Sent => _sent.Task;

    public static OutgoingNotification Of(ClusterMessage message, ChannelName channel, ClusterMessageCodec codec, int threshold)
    {
        if (!message.HasBinary)
        {
            var json = ClusterMessageCodec.WriteJson(message);
            if (json.Length <= threshold && json.Length < Limit)
            {
                return new OutgoingNotification(channel.Text, Encoding.UTF8.GetString(json), Row: null);
            }
        }

        return new OutgoingNotification(channel.Text, StubOf(message), codec.WriteMessagePack(message));
    }

    /// <summary>Says that it was sent, or why not.</summary>
    public void Complete(Exception? failure)
    {
        if (failure is null)
        {
            _sent.TrySetResult();
        }
        else
        {
            _sent.TrySetException(failure);
        }
    }

    private static string StubOf(ClusterMessage message) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"uid\":\"{JsonEncodedText.Encode(message.NodeId)}\",\"type\":{(int)message.Type},\"attachmentId\":\"");
}
