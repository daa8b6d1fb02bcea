using Microsoft.AspNetCore.Http;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo;

/// <summary>The options of the Engine.IO layer. Names and defaults are the reference server's where it has them.</summary>
public sealed class EngineIoOptions
{
    /// <summary>The time between a pong and the next ping. Default 25 seconds. Sent to clients.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>The time that a client has for its pong before the session is closed with <c>ping timeout</c>. Default 20 seconds. Sent to clients.</summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The time that an upgrade may take, from its WebSocket to its last packet. Default 10 seconds.</summary>
    public TimeSpan UpgradeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The largest body of a POST and the largest WebSocket message, in bytes. Default 1,000,000. A larger POST is answered with 413,
    /// a larger message closes the connection with code 1009. Sent to clients as <c>maxPayload</c>.
    /// </summary>
    public int MaxHttpBufferSize { get; set; } = 1_000_000;

    /// <summary>
    /// The number of packets that the body of one POST may hold. Default 100,000, which is more than stock clients have to send at once. More close the session with <c>transport error</c>; those before
    /// are handled.
    /// </summary>
    public int MaxPacketsPerPayload { get; set; } = 100_000;

    /// <summary>
    /// The number of frames that one WebSocket message may come in, empty ones included. Default 16,384. More close the connection with code 1008.
    /// </summary>
    public int MaxFragments { get; set; } = WebSocketLimits.DefaultMaxFragments;

    /// <summary>
    /// The number of sessions that may be open at a time. Default 100,000. A handshake beyond is answered with status 503 and <c>Retry-After</c>. An idle session takes
    /// about 14 KiB.
    /// </summary>
    public int MaxSessions { get; set; } = 100_000;

    /// <summary>
    /// The number of sessions that may be open at a time for one address. Default 10,000: many people may share an address. A handshake beyond is answered with status 503 and
    /// <c>Retry-After</c>. IPv6 addresses with the same first 64 bits are one. Those of this machine are not counted: they are a proxy's.
    /// </summary>
    /// <remarks>Behind a proxy on another machine all clients have its address, unless the application believes its <c>X-Forwarded-For</c>.</remarks>
    public int MaxSessionsPerAddress { get; set; } = 10_000;

    /// <summary>
    /// The number of handshakes in a second, beyond <see cref="HandshakeBurst"/>. Default 20,000, which is more than one core can answer: a server of
    /// more cores whose handshakes cost the application something wants less. A handshake beyond is answered with status 503 and <c>Retry-After</c>: clients that all come back at once are let in one
    /// after the other.
    /// </summary>
    public int MaxHandshakesPerSecond { get; set; } = 20_000;

    /// <summary>The number of handshakes that may come at once after a quiet time. Default 20,000.</summary>
    public int HandshakeBurst { get; set; } = 20_000;

    /// <summary>The transports that clients may use: <c>polling</c>, <c>websocket</c>. Default both.</summary>
    public IList<string> Transports { get; set; } = [EngineTransports.Polling, EngineTransports.WebSocket];

    /// <summary>
    /// Whether polling clients are told that they may upgrade. Default <see langword="true"/>. As with the reference server this
    /// only changes the offer; to forbid WebSocket take it out of <see cref="Transports"/>.
    /// </summary>
    public bool AllowUpgrades { get; set; } = true;

    /// <summary>
    /// Whether clients of Engine.IO 3 are let in, which are those of Socket.IO 1 and 2. Default <see langword="false"/>: they are refused with
    /// <c>Unsupported protocol version</c>. Also lets in requests that name no revision at all.
    /// </summary>
    public bool AllowEio3 { get; set; }

    /// <summary>Whether the path ends with a slash on the wire (<c>/socket.io/?EIO=4…</c>). Default <see langword="true"/>; without, both forms are served.</summary>
    public bool AddTrailingSlash { get; set; } = true;

    /// <summary>The cookie set on the response to a polling handshake. Default none.</summary>
    public EngineIoCookie? Cookie { get; set; }

    /// <summary>
    /// Cross-origin headers in the manner of the Node.js server. Default none. ASP.NET Core's <c>RequireCors</c> on the endpoint does
    /// the same; use one of the two.
    /// </summary>
    public EngineIoCors? Cors { get; set; }

    /// <summary>
    /// Whether a WebSocket is refused to pages of other origins. Default <see langword="true"/>. Let in are requests without an <c>Origin</c> header, which are never a browser's, those
    /// whose origin has the host and port of the request, and those that <see cref="Cors"/>, the CORS policy of the endpoint or the application's default policy allows.
    /// The Node.js server does not check it.
    /// </summary>
    public bool CheckOrigin { get; set; } = true;

    /// <summary>
    /// Decides on each new session, after all other checks; not asked for requests of existing sessions. Default none. An exception
    /// refuses the session.
    /// </summary>
    public Func<HttpContext, ValueTask<AllowRequestResult>>? AllowRequest { get; set; }

    /// <summary>Makes the id of a new session. Default none: 120 random bits.</summary>
    /// <remarks>
    /// The id authenticates all later requests of the session, so it must be unguessable. An exception, an empty id and one that is in use
    /// already refuse the session with code 3.
    /// </remarks>
    public Func<HttpContext, ValueTask<string>>? GenerateId { get; set; }

    /// <summary>
    /// Takes requests for other nodes' sessions to them, so that a load balancer needs no affinity. Default none: such requests are refused with <c>Session ID unknown</c>. With one, session ids
    /// begin with its <see cref="IRequestForwarder.NodeCode"/>, and 96 bits of them are random; <see cref="GenerateId"/> cannot be set beside it.
    /// </summary>
    public IRequestForwarder? Forwarder { get; set; }

    /// <summary>A message that every new session gets at once, in the same response as the handshake. Default none.</summary>
    public EngineMessage? InitialPacket { get; set; }

    /// <summary>How the answers to polls are compressed; <see langword="null"/> switches it off. Default: from 1024 bytes on.</summary>
    public EngineIoHttpCompression? HttpCompression { get; set; } = new();

    /// <summary>Whether and how the messages of WebSockets are compressed. Default <see langword="null"/>: not at all.</summary>
    public EngineIoPerMessageDeflate? PerMessageDeflate { get; set; }

    /// <summary>
    /// The number of bytes queued for a session above which an awaited emit to that one session waits. Default 65,536.
    /// Broadcasts never wait.
    /// </summary>
    public int HighWaterMark { get; set; } = 64 * 1024;

    /// <summary>
    /// The number of bytes queued for a session at which a further packet meets <see cref="SlowReceiverPolicy"/>. Default 4,194,304. One packet larger
    /// than this is still delivered when nothing else waits.
    /// </summary>
    public int MaxBufferedBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// The number of packets queued for a session at which a further one meets <see cref="SlowReceiverPolicy"/>; a packet and its attachments are one. Default 32,768.
    /// </summary>
    public int MaxBufferedPackets { get; set; } = 32 * 1024;

    /// <summary>What happens to a client for which too much waits. Default <see cref="SlowReceiverPolicy.Close"/>.</summary>
    public SlowReceiverPolicy SlowReceiverPolicy { get; set; }

    /// <summary>
    /// Whether the log shows, at <c>Trace</c>, not only the type and the size of each packet but the first 1,024 bytes of what is in it. Default
    /// <see langword="false"/>: packets hold what users write, and the secrets by which clients come back.
    /// </summary>
    public bool LogPayloads { get; set; }
}
