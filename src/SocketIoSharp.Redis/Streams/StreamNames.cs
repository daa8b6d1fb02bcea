using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>The names of one namespace's stream and channels.</summary>
internal sealed class StreamNames(RedisStreamsOptions options, string @namespace)
{
    private const string Special = @"\*?[]^-";

    private readonly string _prefix = $"{options.ChannelPrefix}#{@namespace}#";

    /// <summary>To which all nodes listen.</summary>
    public RedisChannel Public => Named(_prefix);

    /// <summary>The channels of single nodes.</summary>
    public RedisChannel AllPrivate => new(string.Concat(_prefix.Select(sign => Special.Contains(sign, StringComparison.Ordinal) ? $"\\{sign}" : $"{sign}")) + "*#", RedisChannel.PatternMode.Pattern);

    public static string StreamOf(RedisStreamsOptions options, string @namespace)
    {
        // Negative remainders give names with two hyphens. They are the reference's, whose nodes write there, too.
        return options.StreamCount == 1 ? options.StreamName : $"{options.StreamName}-{Hash(@namespace) % options.StreamCount}";
    }

    /// <summary>To which one node listens.</summary>
    public RedisChannel PrivateOf(string nodeId) => Named($"{_prefix}{nodeId}#");

    /// <summary>Whose channel it is.</summary>
    /// <returns><see langword="null"/> when it is something else.</returns>
    public string? NodeOf(string channel) =>
        channel.Length > _prefix.Length + 1 && channel.StartsWith(_prefix, StringComparison.Ordinal) && channel[^1] == '#'
        && channel.IndexOf('#', _prefix.Length) == channel.Length - 1
            ? channel[_prefix.Length..^1]
            : null;

    /// <summary>Whether a message goes by channel: nobody can be asked once the moment has passed.</summary>
    public static bool IsEphemeral(ClusterMessage message) =>
        message.Type is ClusterMessageType.ServerSideEmit or ClusterMessageType.FetchSockets
        || (message.Type is ClusterMessageType.Broadcast && message.RequestId is not null);

    private static RedisChannel Named(string name) => new(name, RedisChannel.PatternMode.Literal);

    private static int Hash(string text)
    {
        var hash = 0;
        foreach (var sign in text)
        {
            hash = unchecked((hash * 31) + sign);
        }

        return hash;
    }
}
