namespace Cluster.Nodes;

/// <summary>What carries the messages between the nodes.</summary>
internal enum EngineKind
{
    /// <summary>Redis, as a bus.</summary>
    Redis,

    /// <summary>Redis, as a log that also keeps what clients have missed.</summary>
    RedisStreams,

    /// <summary>PostgreSQL, by notifications.</summary>
    PostgreSql,
}
