using System.Text.RegularExpressions;
using SocketIoSharp.Cluster;
using SocketIoSharp.PostgreSql.Channels;

namespace SocketIoSharp.PostgreSql;

/// <summary>
/// How nodes reach each other through PostgreSQL. All nodes need the same <see cref="ChannelPrefix"/> and <see cref="TableName"/>; the defaults are those of
/// <c>@socket.io/postgres-adapter</c>. Set before the server starts.
/// </summary>
public sealed partial class PostgreSqlOptions : HeartbeatClusterOptions
{
    /// <summary>What the names of the channels begin with; the name of the namespace follows after a <c>#</c>. Default <c>socket.io</c>.</summary>
    public string ChannelPrefix { get; set; } = "socket.io";

    /// <summary>
    /// The table of what no notification can carry: binary, and what is longer than <see cref="PayloadThreshold"/>. Default <c>socket_io_attachments</c>.
    /// May be preceded by a schema. It is created when it is missing; without the right to do so, create it beforehand.
    /// </summary>
    public string TableName { get; set; } = "socket_io_attachments";

    /// <summary>
    /// The table of nodes that pass requests on to each other, which the package <c>SocketIoSharp.Forwarding</c> does; otherwise there is none. Default <c>socket_io_nodes</c>. May be preceded by a
    /// schema. It is created when it is missing; without the right to do so, create it beforehand. It holds the nodes' secrets: who can read it can pass for a node.
    /// </summary>
    public string NodeTableName { get; set; } = "socket_io_nodes";

    /// <summary>The longest message that is sent as a notification, in bytes. Default and maximum 8,000, at which PostgreSQL's own limit is.</summary>
    public int PayloadThreshold { get; set; } = 8000;

    /// <summary>How often the rows of the table are deleted that are older than this. Default 30 seconds. A node that is slower than that to read them misses messages.</summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause before the first attempt to reach the database again. It doubles with each attempt, and is shortened at random by up to a half. Default 500 milliseconds.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between two attempts to reach the database again. Default 5 seconds.</summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the connection that listens may hear nothing before it is tried out. Default 5 seconds. A broken line is noticed within twice this time.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many bytes may wait to be sent to the database. Default 64 MiB. What is published beyond that does not reach the other nodes, and is counted and logged.
    /// </summary>
    public int MaxQueuedBytes { get; set; } = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(ChannelName.CanCarry(ChannelPrefix) && System.Text.Encoding.UTF8.GetByteCount(ChannelPrefix) <= 61, $"{nameof(ChannelPrefix)} must have 1 to 61 bytes and no null character.");
        Require(TableName is not null && TablePattern().IsMatch(TableName), $"{nameof(TableName)} must be the name of a table, which may be quoted and preceded by a schema.");
        Require(NodeTableName is not null && TablePattern().IsMatch(NodeTableName), $"{nameof(NodeTableName)} must be the name of a table, which may be quoted and preceded by a schema.");
        Require(PayloadThreshold is >= 0 and <= 8000, $"{nameof(PayloadThreshold)} must be between 0 and 8,000.");
        Require(IsInterval(CleanupInterval), $"{nameof(CleanupInterval)} must be positive and at most 24 days.");
        Require(IsInterval(ReconnectDelay), $"{nameof(ReconnectDelay)} must be positive and at most 24 days.");
        Require(IsInterval(MaxReconnectDelay) && MaxReconnectDelay >= ReconnectDelay, $"{nameof(MaxReconnectDelay)} must be at least {nameof(ReconnectDelay)} and at most 24 days.");
        Require(IsInterval(KeepAliveInterval), $"{nameof(KeepAliveInterval)} must be positive and at most 24 days.");
        Require(MaxQueuedBytes >= 65_536, $"{nameof(MaxQueuedBytes)} must be at least 65,536.");
    }

    private static bool IsInterval(TimeSpan value) => value.TotalMilliseconds is >= 1 and < int.MaxValue;

    // It becomes part of statements, as in the reference.
    [GeneratedRegex("""^(?:(?:[A-Za-z_][A-Za-z0-9_$]*|"(?:[^"\0]|"")+")\.)?(?:[A-Za-z_][A-Za-z0-9_$]*|"(?:[^"\0]|"")+")\z""", RegexOptions.CultureInvariant)]
    private static partial Regex TablePattern();
}
