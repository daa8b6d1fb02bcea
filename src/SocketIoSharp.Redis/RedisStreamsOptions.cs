using SocketIoSharp.Cluster;

namespace SocketIoSharp.Redis;

/// <summary>How nodes find each other in Redis streams. All nodes need the same names, and the same <see cref="StreamCount"/>. Set before the server starts.</summary>
public class RedisStreamsOptions : OrderedClusterOptions
{
    /// <summary>The key of the stream. Default <c>socket.io</c>, as with Node.js. With several streams it is followed by a hyphen and a number.</summary>
    public string StreamName { get; set; } = "socket.io";

    /// <summary>
    /// The number of streams among which namespaces are divided. Default 1. With several, those of a Redis cluster share the work; each one that a server's namespaces use costs it a connection.
    /// </summary>
    public int StreamCount { get; set; } = 1;

    /// <summary>
    /// How many entries a stream keeps, roughly: Redis drops the oldest in blocks. Default 10,000, as with Node.js. What is dropped before a node has read it is lost to it, and a client whose last
    /// event was dropped is not recovered: at 1,000 events a second the default recovers the clients of the last ten seconds.
    /// </summary>
    public int MaxLength { get; set; } = 10_000;

    /// <summary>The largest number of entries that are read at once. Default 100, as with Node.js.</summary>
    public int ReadCount { get; set; } = 100;

    /// <summary>How long Redis holds a question for new entries. Default 5 seconds, as with Node.js. Only where the server has a connection of its own for reading.</summary>
    public TimeSpan BlockTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often is looked for new entries over a connection of the application's, which must not be held up. Default 10 milliseconds. A node's own entries are looked for at once.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>What the names of the channels start with that carry questions and answers. Default <c>socket.io</c>, as with Node.js.</summary>
    public string ChannelPrefix { get; set; } = "socket.io";

    /// <summary>What the keys start with under which clients' sessions are kept. Default <c>sio:session:</c>, as with Node.js.</summary>
    public string SessionKeyPrefix { get; set; } = "sio:session:";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(!string.IsNullOrEmpty(StreamName), $"{nameof(StreamName)} must not be empty.");
        Require(!string.IsNullOrEmpty(ChannelPrefix), $"{nameof(ChannelPrefix)} must not be empty.");
        Require(!string.IsNullOrEmpty(SessionKeyPrefix), $"{nameof(SessionKeyPrefix)} must not be empty.");
        Require(StreamCount is >= 1 and <= 1024, $"{nameof(StreamCount)} must be between 1 and 1,024.");
        Require(MaxLength >= 1, $"{nameof(MaxLength)} must be at least 1.");
        Require(ReadCount is >= 1 and <= 100_000, $"{nameof(ReadCount)} must be between 1 and 100,000.");
        Require(BlockTime >= TimeSpan.FromMilliseconds(1) && BlockTime <= TimeSpan.FromMinutes(5), $"{nameof(BlockTime)} must be between a millisecond and 5 minutes.");
        Require(PollInterval >= TimeSpan.FromMilliseconds(1) && PollInterval <= TimeSpan.FromMinutes(1), $"{nameof(PollInterval)} must be between a millisecond and a minute.");
    }
}
