using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

// The stream as a log, and what is kept beside it.
internal sealed partial class RedisStreamsAdapter
{
    // Secrets of the servers have 20 signs, and what a client sends becomes part of a key.
    private const int MaxSecretLength = 128;

    private const string SaveScript = """
        local kept = redis.call('GET', KEYS[1])
        if kept and kept ~= ARGV[3] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    private const string RemoveScript = """
        local kept = redis.call('GET', KEYS[1])
        if not kept or kept ~= ARGV[1] then return 0 end
        return redis.call('DEL', KEYS[1])
        """;

    /// <inheritdoc/>
    protected override async Task<string?> GetLastOffsetAsync() => (await StreamReader.FindLastAsync(Connection, _stream))?.ToString();

    /// <inheritdoc/>
    protected override Task WhenTakenAsync(string offset) => StreamPosition.TryParse(offset, out var position) ? _reader.WhenTakenAsync(position) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task<bool> ContainsAsync(string offset) =>
        StreamPosition.TryParse(offset, out var position) && (await RangeAsync(position, position)).Count == 1;

    /// <inheritdoc/>
    protected override async Task<LogPage> ReadAsync(string after, string last)
    {
        if (!StreamPosition.TryParse(after, out var from) || !StreamPosition.TryParse(last, out var to))
        {
            return new LogPage([], null);
        }

        var entries = await RangeAsync(from.Next, to);
        var messages = new List<(string, ClusterMessage)>();
        foreach (var entry in entries)
        {
            // What cannot be read was reported when it came, or is before this node's time.
            if (entry.Namespace == Namespace.Name && _entryReader.TryRead(entry, out var message, out _))
            {
                messages.Add((entry.Position.ToString(), message));
            }
        }

        return new LogPage(messages, entries is [.., var end] ? end.Position.ToString() : null);
    }

    /// <inheritdoc/>
    protected override async Task<bool> SaveSessionAsync(string privateId, ReadOnlyMemory<byte> session, TimeSpan lifetime, ReadOnlyMemory<byte>? previous)
    {
        var value = Write(session);
        RedisKey key = Options.SessionKeyPrefix + privateId;
        if (previous is not { } expected)
        {
            return await Connection.SendAsync(session.Length, database => database.StringSetAsync(key, value, lifetime));
        }

        var milliseconds = Math.Max(1, (long)lifetime.TotalMilliseconds);
        return (int)await Connection.SendAsync(session.Length, database => database.ScriptEvaluateAsync(SaveScript, [key], [value, milliseconds, Write(expected)])) == 1;
    }

    /// <inheritdoc/>
    protected override async Task<KeptSession?> FindSessionAsync(string privateId)
    {
        if (privateId.Length > MaxSecretLength)
        {
            return null;
        }

        RedisKey key = Options.SessionKeyPrefix + privateId;
        var finding = Connection.SendAsync(64, database => database.StringGetAsync(key));
        var remaining = await Connection.SendAsync(64, database => database.KeyTimeToLiveAsync(key));
        if ((string?)await finding is not { } text)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            OnRefused("a session is no base64");
            return null;
        }

        return new KeptSession(bytes.AsMemory(0, length), remaining ?? Namespace.Server.Options.ConnectionStateRecovery!.MaxDisconnectionDuration);
    }

    /// <inheritdoc/>
    protected override async Task<bool> RemoveSessionAsync(string privateId, ReadOnlyMemory<byte>? previous)
    {
        RedisKey key = Options.SessionKeyPrefix + privateId;
        return previous is { } expected
            ? (int)await Connection.SendAsync(64, database => database.ScriptEvaluateAsync(RemoveScript, [key], [Write(expected)])) == 1
            : await Connection.SendAsync(64, database => database.KeyDeleteAsync(key));
    }

    private async Task<List<StreamEntry>> RangeAsync(StreamPosition from, StreamPosition to) =>
        StreamEntry.ReadAll(await Connection.SendAsync(64, database => database.ExecuteAsync("XRANGE", (RedisKey)_stream, from.ToString(), to.ToString(), "COUNT", Options.ReadCount)));

    private static RedisValue Write(ReadOnlyMemory<byte> session) => Convert.ToBase64String(session.Span);
}
