using SocketIoSharp.Interop.Tests.NodeClients;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>Every row of the matrix.</summary>
internal static class MatrixPlan
{
    public const string DefaultParser = "default";
    public const string MessagePack = "msgpack";
    public const string Recovery = "recovery";

    /// <summary>The columns of a Socket.IO client.</summary>
    public static IReadOnlyList<string> Aspects { get; } = ["text", "binary", "acks", "namespaces", "auth", "errors", "reconnect"];

    /// <summary>The columns of an Engine.IO client.</summary>
    public static IReadOnlyList<string> EngineAspects { get; } = ["text", "binary", "heartbeat", "close"];

    private static string[] AllTransports { get; } = [Transports.Polling, Transports.WebSocket, Transports.Upgrade];

    public static IReadOnlyList<MatrixRow> SocketIoRows { get; } =
    [
        .. NodeRows("socket.io-client 4.8.4", "socket.io-client-4.8", DefaultParser, MessagePack),
        .. NodeRows("socket.io-client 4.0.2", "socket.io-client-4.0", DefaultParser, MessagePack),
        .. NodeRows("socket.io-client 3.1.3", "socket.io-client-3.1", DefaultParser, MessagePack),
        .. BrowserRows("bundle 4.8.4 in Chromium", "/socket.io/socket.io.js", "third", AllTransports),
        .. DotNetRows("SocketIOClient 3.0.6 (.NET), EIO 4", 4, AllTransports),
    ];

    public static IReadOnlyList<MatrixRow> EngineRows { get; } = 
    [
        .. EngineRowsOf("engine.io-client 6.6.8", "engine.io-client-6.6"),
        .. EngineRowsOf("engine.io-client 3.5.6", "engine.io-client-3.5"),
    ];

    private static IEnumerable<MatrixRow> NodeRows(string client, string package, params string[] parsers) =>
        from parser in parsers
        from transport in AllTransports
        select new MatrixRow(client, transport, parser, Aspects, async servers =>
        {
            var server = await servers.WithParserAsync(parser);
            return await NodeRow.PlayAsync(package, transport, parser, new { url = server.Url.GetLeftPart(UriPartial.Authority) });
        })
        {
            Lacks = [Recovery],
        };

    private static IEnumerable<MatrixRow> BrowserRows(string client, string bundle, string generation, string[] transports) =>
        from transport in transports
        select new MatrixRow(client, transport, DefaultParser, Aspects, servers => BrowserRow.PlayAsync(servers, bundle, generation, transport))
        {
            NeedsBrowser = true,
            Lacks = [Recovery],
        };

    private static IEnumerable<MatrixRow> DotNetRows(string client, int revision, string[] transports) =>
        from transport in transports
        select new MatrixRow(client, transport, DefaultParser, Aspects, async servers =>
            await DotNetRow.PlayAsync(await servers.WithParserAsync(DefaultParser), revision, transport))
        {
            Lacks = [Recovery],
        };

    private static IEnumerable<MatrixRow> EngineRowsOf(string client, string package) =>
        from transport in AllTransports
        select new MatrixRow(client, transport, "", EngineAspects, async servers =>
        {
            var heartbeat = MatrixEngine.FastHeartbeat;
            return await NodeRow.PlayAsync(package, transport, "none", new
            {
                url = (await servers.EngineAsync()).Url.GetLeftPart(UriPartial.Authority),
                heartbeatUrl = (await servers.FastEngineAsync()).Url.GetLeftPart(UriPartial.Authority),
                pingInterval = (int)heartbeat.PingInterval.TotalMilliseconds,
                pingTimeout = (int)heartbeat.PingTimeout.TotalMilliseconds,
            });
        });
}
