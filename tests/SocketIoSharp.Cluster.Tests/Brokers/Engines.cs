namespace SocketIoSharp.Cluster.Tests.Brokers;

/// <summary>What the fixtures run with.</summary>
internal static class Engines
{
    public static IReadOnlyList<Engine> All { get; } = [new PostgreSqlEngine(), new RedisEngine(), new StreamsEngine()];

    /// <summary>Each broker, with all that sends: nodes and emitters of both worlds.</summary>
    public static IEnumerable<TestFixtureData> Senders => Pair(Enum.GetValues<Origin>());

    /// <summary>Each broker, with the nodes of both worlds.</summary>
    public static IEnumerable<TestFixtureData> Nodes => Pair(Origin.Net, Origin.Js);

    /// <summary>The brokers with which clients can be recovered on any node, with the nodes of both worlds.</summary>
    public static IEnumerable<TestFixtureData> Recovering =>
        from engine in All
        where engine.Recovers
        from origin in new[] { Origin.Net, Origin.Js }
        select new TestFixtureData(engine, origin);

    private static IEnumerable<TestFixtureData> Pair(params Origin[] origins) =>
        from engine in All
        from origin in origins
        where engine.Senders.Contains(origin)
        select new TestFixtureData(engine, origin);
}

/// <summary>Who sends in a test.</summary>
internal enum Origin
{
    Net,
    Js,
    NetEmitter,
    JsEmitter,
}
