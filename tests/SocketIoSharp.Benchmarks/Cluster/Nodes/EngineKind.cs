namespace SocketIoSharp.Benchmarks.Cluster.Nodes;

/// <summary>What carries the messages of a cluster, and by which protocol.</summary>
/// <param name="Name">What it is called on the command line and in the raw data.</param>
/// <param name="Title">What it is called in tables and plots.</param>
/// <param name="Script">The script of <c>tests</c> that starts it.</param>
internal sealed record EngineKind(string Name, string Title, string Script)
{
    public const string PostgreSql = "postgres";
    public const string Redis = "redis";
    public const string RedisStreams = "redis-streams";

    /// <summary>No engine: what a server takes alone.</summary>
    public static EngineKind None { get; } = new("none", "no engine", "");

    public static IReadOnlyList<EngineKind> All { get; } =
    [
        new(PostgreSql, "PostgreSQL", "start-postgres.sh"),
        new(Redis, "Redis Pub/Sub", "start-redis.sh"),
        new(RedisStreams, "Redis Streams", "start-redis.sh"),
    ];
}
