namespace SocketIoSharp.Benchmarks.Dialects;

/// <summary>How a kind of server is spoken to: its messages as prepared frames, and what its answers mean.</summary>
internal abstract class Dialect
{
    /// <summary>The target of the WebSocket handshake; <see langword="null"/> where there is no handshake at all.</summary>
    public abstract string? Target { get; }

    /// <summary>Whether the client greets as soon as the WebSocket is open.</summary>
    public abstract bool GreetsFirst { get; }

    /// <summary>The frame that connects.</summary>
    public abstract byte[] Greeting { get; }

    /// <summary>The frame that answers a heartbeat.</summary>
    public virtual byte[] Pong { get; } = [];

    /// <summary>The octet that ends a message, where one WebSocket message may hold several.</summary>
    public virtual byte? Separator => null;

    public abstract FrameMeaning Read(bool isBinary, ReadOnlySpan<byte> head, long length);

    /// <summary>An event whose arguments are given as JSON, without the brackets around them.</summary>
    public abstract byte[] Event(string name, string arguments);

    /// <summary>An event that is acknowledged.</summary>
    public virtual byte[] EventWithAck(string name, string arguments) => throw new NotSupportedException();

    /// <summary>An event with one binary argument.</summary>
    public virtual byte[] BinaryEvent(string name, byte[] bytes) => throw new NotSupportedException();

    /// <summary>The dialect of a server.</summary>
    public static Dialect Of(string server) => server switch
    {
        "signalr" => new SignalRDialect(),
        "kestrel-websocket" => new PlainDialect(),
        "raw-socket" => new RawDialect(),
        _ => new SocketIoDialect(),
    };
}
