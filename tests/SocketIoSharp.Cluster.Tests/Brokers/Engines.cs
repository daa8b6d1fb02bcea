namespace SocketIoSharp.Cluster.Tests.Brokers;

/// <summary>What the fixtures run with.</summary>
internal static class Engines
{
    public static IReadOnlyList<Engine> All { get; } = [new PostgreSqlEngine(), new RedisEngine(), new StreamsEngine()];

    /// <summary>Each broker, with all that sends: nodes and emitters of both worlds.</summary>
    public static IEnumerable<TestFixtureData> Senders => Pair(All, Enum.GetValues<Origin>());

    /// <summary>Each broker, with the nodes of both worlds.</summary>
    public static IEnumerable<TestFixtureData> Nodes => Pair(All, Origin.Net, Origin.Js);

    /// <summary>Each broker, with the nodes of this project.</summary>
    public static IEnumerable<TestFixtureData> OurNodes => Pair(All, Origin.Net);

    /// <summary>The brokers with which clients can be recovered on any node, with the nodes of both worlds.</summary>
    public static IEnumerable<TestFixtureData> Recovering => Pair(All.Where(engine => engine.Recovers), Origin.Net, Origin.Js);

    /// <summary>The brokers whose official adapters send bytes to other nodes as such, with all that sends.</summary>
    public static IEnumerable<TestFixtureData> SendersOfBytes => Pair(All.Where(engine => engine.CarriesBytesBetweenNodes), Enum.GetValues<Origin>());

    /// <summary>The same brokers, with the nodes of both worlds.</summary>
    public static IEnumerable<TestFixtureData> NodesWithBytes => Pair(All.Where(engine => engine.CarriesBytesBetweenNodes), Origin.Net, Origin.Js);

    private static IEnumerable<TestFixtureData> Pair(IEnumerable<Engine> engines, params Origin[] origins) =>
        from engine in engines
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
