using System.Globalization;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Redis.Connections;
using StackExchange.Redis;

namespace SocketIoSharp.Redis;

/// <summary>
/// Where nodes that pass requests on to each other find their addresses: a hash with a field for each, "end secret address". Times are those of Redis, so that the clocks of nodes may differ.
/// The hash goes when nobody has renewed anything for as long as an entry lives. Thread-safe.
/// </summary>
internal sealed class RedisNodeDirectory(RedisConnection connection, string prefix) : INodeDirectory
{
    private const string Now = "local time = redis.call('TIME') local now = time[1] * 1000 + math.floor(time[2] / 1000) ";

    // Those that have expired are nobody's, so whoever comes next clears them away.
    private const string Register = Now + """
        local nodes = redis.call('HGETALL', KEYS[1])
        for i = 1, #nodes, 2 do
          local ends, secret = string.match(nodes[i + 1], '^(%d+) (%S+) ')
          if not ends or tonumber(ends) <= now then
            redis.call('HDEL', KEYS[1], nodes[i])
          elseif nodes[i] == ARGV[1] and secret ~= ARGV[2] then
            return 0
          end
        end
        redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + ARGV[4]) .. ' ' .. ARGV[2] .. ' ' .. ARGV[3])
        if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
        return 1
        """;

    private const string Remove = """
        local node = redis.call('HGET', KEYS[1], ARGV[1])
        if node and string.match(node, '^%d+ (%S+) ') == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
        return 1
        """;

    private const string List = Now + """
        local nodes = redis.call('HGETALL', KEYS[1])
        local found = {}
        for i = 1, #nodes, 2 do
          local ends, secret, address = string.match(nodes[i + 1], '^(%d+) (%S+) (%S+)$')
          if ends and tonumber(ends) > now then
            table.insert(found, nodes[i])
            table.insert(found, secret)
            table.insert(found, address)
          end
        end
        return found
        """;

    private readonly RedisKey[] _keys = [prefix + "-nodes"];

    /// <inheritdoc/>
    public async Task<bool> TryRegisterAsync(NodeEntry node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var milliseconds = ((long)lifetime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return (bool)await AskAsync(Register, [node.Code, node.Secret, node.Address.AbsoluteUri, milliseconds], cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(NodeEntry node, CancellationToken cancellationToken) => AskAsync(Remove, [node.Code, node.Secret], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<NodeEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var found = (string[])(await AskAsync(List, [], cancellationToken))!;
        var nodes = new List<NodeEntry>();
        foreach (var node in found.Chunk(3))
        {
            // What is no address is somebody else's.
            if (Uri.TryCreate(node[2], UriKind.Absolute, out var address))
            {
                nodes.Add(new NodeEntry(node[0], address, node[1]));
            }
        }

        return nodes;
    }

    private Task<RedisResult> AskAsync(string script, RedisValue[] values, CancellationToken cancellationToken) =>
        connection.SendAsync(script.Length, database => database.ScriptEvaluateAsync(script, _keys, values)).WaitAsync(cancellationToken);
}
