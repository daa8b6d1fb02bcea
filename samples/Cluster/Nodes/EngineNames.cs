namespace Cluster.Nodes;

/// <summary>What the engines are called on the command line, and by people.</summary>
internal static class EngineNames
{
    private static readonly (EngineKind Kind, string Word, string Title)[] Known =
    [
        (EngineKind.Redis, "redis", "Redis, publish and subscribe"),
        (EngineKind.RedisStreams, "redis-streams", "Redis streams, with connection state recovery"),
        (EngineKind.PostgreSql, "postgres", "PostgreSQL, notifications"),
    ];

    public static string Words => string.Join(", ", Known.Select(known => known.Word));

    public static EngineKind? Find(string word) => Known.Where(known => known.Word == word).Select(known => (EngineKind?)known.Kind).FirstOrDefault();

    public static string Word(this EngineKind kind) => Known.First(known => known.Kind == kind).Word;

    public static string Title(this EngineKind kind) => Known.First(known => known.Kind == kind).Title;
}
