using SocketIoSharp.Interop.Tests.NodeClients;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>Every row of the matrix.</summary>
internal static class MatrixPlan
{
    public const string DefaultParser = "default";
    public const string MessagePack = "msgpack";
    public const string Recovery = "recovery";

    /// <summary>The columns of a Socket.IO client.</summary>
    public static IReadOnlyList<string> Aspects { get; } = ["text", "binary", "acks", "namespaces", "auth", "errors", "reconnect", Recovery];

    /// <summary>The columns of an Engine.IO client.</summary>
    public static IReadOnlyList<string> EngineAspects { get; } = ["text", "binary", "heartbeat", "close"];

    // Polling by script tags, for browsers that could not ask another host otherwise.
    private const string Jsonp = "jsonp";

    private static string[] AllTransports { get; } = [Transports.Polling, Transports.WebSocket, Transports.Upgrade];

    public static IReadOnlyList<MatrixRow> SocketIoRows { get; } =
    [
        .. NodeRows("socket.io-client 4.8.4", "socket.io-client-4.8", recovers: true, DefaultParser, MessagePack),
        .. NodeRows("socket.io-client 4.0.2", "socket.io-client-4.0", recovers: false, DefaultParser, MessagePack),
        .. NodeRows("socket.io-client 3.1.3", "socket.io-client-3.1", recovers: false, DefaultParser, MessagePack),
        .. NodeRows("socket.io-client 2.5.0", "socket.io-client-2.5", recovers: false, DefaultParser),
        .. NodeRows("socket.io-client 2.0.4", "socket.io-client-2.0", recovers: false, DefaultParser),
        .. BrowserRows("bundle 4.8.4 in Chromium", "/socket.io/socket.io.js", "third", recovers: true, AllTransports),
        .. BrowserRows("bundle 2.5.0 in Chromium", "/clients-js/node_modules/socket.io-client-2.5/dist/socket.io.js", "second", recovers: false, [.. AllTransports, Jsonp]),
        .. DotNetRows("SocketIOClient 3.0.6 (.NET), EIO 4", 4, AllTransports),
        .. DotNetRows("SocketIOClient 3.0.6 (.NET), EIO 3", 3, [Transports.Polling, Transports.WebSocket]),
    ];

    public static IReadOnlyList<MatrixRow> EngineRows { get; } = 
    [
        .. EngineRowsOf("engine.io-client 6.6.8", "engine.io-client-6.6"),
        .. EngineRowsOf("engine.io-client 3.5.6", "engine.io-client-3.5"),
    ];

    private static IEnumerable<MatrixRow> NodeRows(string client, string package, bool recovers, params string[] parsers) =>
        from parser in parsers
        from transport in AllTransports
        select new MatrixRow(client, transport, parser, Aspects, async servers =>
        {
            var url = Origin((await servers.WithParserAsync(parser)).Url);
            var recoveryUrl = recovers ? Origin((await servers.RecoveringAsync(parser)).Url) : null;
            return await NodeRow.PlayAsync(package, transport, parser, new { url, recoveryUrl });
        })
        {
            Lacks = recovers ? [] : [Recovery],
        };

    private static IEnumerable<MatrixRow> BrowserRows(string client, string bundle, string generation, bool recovers, string[] transports) =>
        from transport in transports
        select new MatrixRow(client, transport, DefaultParser, Aspects, async servers =>
        {
            var recoveryUrl = recovers ? Origin((await servers.RecoveringAsync(DefaultParser)).Url) : null;
            return await BrowserRow.PlayAsync((await servers.WithParserAsync(DefaultParser)).Url, bundle, generation, transport, recoveryUrl);
        })
        {
            NeedsBrowser = true,
            Lacks = recovers ? [] : [Recovery],
        };

    private static IEnumerable<MatrixRow> DotNetRows(string client, int revision, string[] transports) =>
        from transport in transports
        select new MatrixRow(client, transport, DefaultParser, Aspects, async servers =>
            await DotNetRow.PlayAsync((await servers.WithParserAsync(DefaultParser)).Url, revision, transport))
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
                url = Origin((await servers.EngineAsync()).Url),
                heartbeatUrl = Origin((await servers.FastEngineAsync()).Url),
                pingInterval = (int)heartbeat.PingInterval.TotalMilliseconds,
                pingTimeout = (int)heartbeat.PingTimeout.TotalMilliseconds,
            });
        });

    // Without the slash at the end: the scenarios append namespaces.
    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
