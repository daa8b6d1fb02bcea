using System.Text.Json;
using System.Threading.RateLimiting;
using SocketIoSharp.Adapters;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

/// <summary>The options of a Socket.IO server. Names and defaults are the reference server's where it has them. Read once, when the server is made.</summary>
public sealed class SocketIoOptions
{
    private bool _isFrozen;

    /// <summary>The path on which <c>MapSocketIo()</c> serves. Default <c>/socket.io</c>, which is what clients use unless told otherwise.</summary>
    public string Path { get; set; } = "/socket.io";

    /// <summary>Whether the JavaScript client is served at <c>/socket.io/socket.io.js</c> and its variants. Default <see langword="true"/>.</summary>
    public bool ServeClient { get; set; } = true;

    /// <summary>The time in which a new connection must join a namespace before it is closed. Default 45 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// Whether a namespace that was made for a client, by a <see cref="ParentNamespace"/>, is removed once nobody is in it any more. It is made
    /// anew for the next client. Default <see langword="false"/>: it stays.
    /// </summary>
    public bool CleanupEmptyChildNamespaces { get; set; }

    /// <summary>The time that clients have for an answer, unless an emit sets its own. Default 10 seconds. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    public TimeSpan AckTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of handlers of one socket that may run at a time. Default 1: events are handled in the order in which they were sent.</summary>
    public int MaxConcurrentEvents { get; set; } = 1;

    /// <summary>The number of events of one socket that may wait for their handlers; while more wait nothing further is read from the client. Default 64.</summary>
    public int MaxQueuedEvents { get; set; } = 64;

    /// <summary>The number of attachments that one packet may have. Default 10, as in the reference; clients refuse more as well.</summary>
    public int MaxAttachments { get; set; } = 10;

    /// <summary>
    /// The number of bytes that the attachments of one packet may have together. Default 4,000,000; counts as <see cref="EngineIoOptions.MaxHttpBufferSize"/>, which bounds each
    /// of them, when it is less. More close the connection with <c>forced close</c>.
    /// </summary>
    public int MaxAttachmentBytes { get; set; } = 4_000_000;

    /// <summary>
    /// The time from a packet to the last of its attachments. Default 30 seconds. Later the connection is closed with <c>forced close</c>.
    /// </summary>
    public TimeSpan AttachmentTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The number of namespaces that one connection may be in, or ask for, at a time. Default 100. A CONNECT beyond is refused with <c>Too many namespaces</c>; the connection stays.
    /// </summary>
    public int MaxNamespaces { get; set; } = 100;

    /// <summary>The number of characters that the name of a namespace may have that a client asks for. Default 1,024. A longer one is refused with <c>Invalid namespace</c>.</summary>
    public int MaxNamespaceNameLength { get; set; } = 1024;

    /// <summary>
    /// The number of rooms that a socket may be in besides that of its own id. Default 10,000. <see cref="Socket.JoinAsync"/> throws beyond it; a join by a broadcast or from another node
    /// leaves the socket out, and is reported. Rooms are the application's to give, but many let their clients name them.
    /// </summary>
    public int MaxRoomsPerSocket { get; set; } = 10_000;

    /// <summary>The number of characters that the name of a room may have. Default 1,024. What happens beyond is as with <see cref="MaxRoomsPerSocket"/>.</summary>
    public int MaxRoomNameLength { get; set; } = 1024;

    /// <summary>
    /// The number of events in a second that one socket may send, beyond <see cref="EventBurst"/>. Default 10,000. What happens beyond is for <see cref="EventLimitAction"/> to say.
    /// Answers are not counted.
    /// </summary>
    public int MaxEventsPerSecond { get; set; } = 10_000;

    /// <summary>The number of events that one socket may send at once. Default 10,000; after a quiet time up to twice as many.</summary>
    public int EventBurst { get; set; } = 10_000;

    /// <summary>
    /// Makes a limiter of the application's own for a socket, asked once when it connects and for one permit for each event that is within <see cref="MaxEventsPerSecond"/>.
    /// Default none, and none for sockets for which it returns <see langword="null"/>. Disposed of with its socket. When making it throws there is none; when it throws itself the event is
    /// refused; both are logged.
    /// </summary>
    public Func<Socket, RateLimiter?>? EventRateLimiter { get; set; }

    /// <summary>What happens to an event that is beyond a limit. Default <see cref="EventLimitAction.Refuse"/>.</summary>
    public EventLimitAction EventLimitAction { get; set; }

    /// <summary>
    /// The number of answers that one socket may owe at a time. Default 10,000. An emit that asks for one more throws <see cref="InvalidOperationException"/> and sends nothing; a broadcast that
    /// asks for answers leaves the socket out.
    /// </summary>
    public int MaxPendingAcks { get; set; } = 10_000;

    /// <summary>
    /// The time for sending the clients away before the server stops. Default 5 seconds; few clients that are idle take no time at all. They are closed one after the other at the pace of
    /// <see cref="DrainClientsPerSecond"/>, or faster so that four fifths of the time are enough, each when its handlers have ended and no answer is owed by either side. After the four fifths
    /// no new events are taken from those that are left, and they have the rest for what is under way. Zero closes all at once. Together with <see cref="ShutdownTimeout"/> it is to be no more
    /// than the host's <c>HostOptions.ShutdownTimeout</c>, which ends both.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of clients in a second that are closed when the server stops, as long as <see cref="DrainTimeout"/> is enough for it. Default 200.</summary>
    public int DrainClientsPerSecond { get; set; } = 200;

    /// <summary>The time that clients have for a clean goodbye when the server stops. Default 2 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How arguments are serialised. Default: that of the web (camel case, names ignore case) with relaxed escaping. <see cref="JsonSerializerOptions.MaxDepth"/>
    /// is the deepest nesting of what clients send as well, in every format; 0, its default, means 64. To publish without reflection
    /// add source-generated contexts to <see cref="JsonSerializerOptions.TypeInfoResolverChain"/>.
    /// </summary>
    public JsonSerializerOptions Json { get; } = PayloadJson.Create();

    /// <summary>How clients that lose their connection for a moment get back what they had. Default: <see langword="null"/>, not at all.</summary>
    public ConnectionStateRecovery? ConnectionStateRecovery { get; set; }

    /// <summary>
    /// Makes the parser, which decides how packets look on the wire; clients must use the same. Called once, with the limits that the other options
    /// set. Default: <see cref="JsonPacketParser"/>.
    /// </summary>
    public Func<ProtocolLimits, PacketParser> Parser { get; set; } = limits => new JsonPacketParser(limits);

    /// <summary>
    /// Makes the adapter of each namespace, once, when the namespace is made. Default: <see langword="null"/>, for an <see cref="Adapter"/>, which
    /// delivers within this process, or a <see cref="SessionAwareAdapter"/> when <see cref="ConnectionStateRecovery"/> is set.
    /// </summary>
    public Func<Namespace, Adapter>? AdapterFactory { get; set; }

    /// <summary>
    /// Whether the log shows, at <c>Trace</c>, not only the type and the size of each packet but the first 1,024 bytes of what is in it. Default
    /// <see langword="false"/>: packets hold what users write, and the secrets by which clients come back.
    /// </summary>
    public bool LogPayloads { get; set; }

    /// <summary>The options of the connections below.</summary>
    public EngineIoOptions Engine { get; } = new();

    internal int AttachmentBytes => Math.Max(MaxAttachmentBytes, Engine.MaxHttpBufferSize);

    internal void Freeze()
    {
        if (_isFrozen)
        {
            return;
        }

        PayloadJson.Freeze(Json);
        _isFrozen = true;
    }
}
