using SocketIoSharp.Events;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>An event that a client has sent, as a socket's middlewares see it on its way to the handlers: see <see cref="Socket.Use"/>. Not thread-safe.</summary>
public sealed class IncomingEvent
{
    private readonly Ack? _ack;
    private readonly byte[] _json;
    private readonly ReadOnlyMemory<byte>[] _attachments;
    private readonly EventArguments _received;
    private string _eventName;
    private EventArguments _args;

    internal IncomingEvent(Socket socket, byte[] json, ReadOnlyMemory<byte>[] attachments, Ack? ack)
    {
        Socket = socket;
        _json = json;
        _attachments = attachments;
        _ack = ack;
        _received = EventArguments.Owning(json, attachments, socket.Server.Options.Json).Skip(1);
        _args = _received;
        _eventName = SocketIoSharp.Events.EventName.ReadText(json);
        HasName = json.Length > 0;
    }

    /// <summary>The socket that the event is for.</summary>
    public Socket Socket { get; }

    /// <summary>The name of the event; empty for the rare event that has none. Set it, and the handlers of another event run.</summary>
    public string EventName
    {
        get => _eventName;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _eventName = value;
            HasName = true;
        }
    }

    /// <summary>The arguments. Set them, for example to <c>Args.Skip(1)</c>, and the handlers get others.</summary>
    public EventArguments Args
    {
        get => _args;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _args = value;
        }
    }

    /// <summary>
    /// Answers the event in place of a handler. A middleware that has asked for it and does not let the event pass answers by itself, now or later.
    /// </summary>
    public Ack Ack
    {
        get
        {
            IsAckTaken = true;
            return _ack ?? Ack.None;
        }
    }

    internal bool IsAckTaken { get; private set; }

    internal EventException? Rejection { get; private set; }

    /// <summary>Whether there is a name to find handlers by.</summary>
    internal bool HasName { get; private set; }

    internal Ack? OwedAck => _ack;

    /// <summary>
    /// Drops the event. Its handlers and later middlewares do not run, <see cref="Socket.OnError(Action{Exception})"/> handlers do. A client that waits for an
    /// answer gets <c>{"error":"…"}</c> with this message; without one it is told nothing.
    /// </summary>
    public void Reject(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Rejection = new EventException(message);
    }

    /// <summary>Gives the handlers other arguments, each serialised as what it is.</summary>
    /// <exception cref="NotSupportedException">An argument cannot be serialised.</exception>
    public void ReplaceArgs(params IEnumerable<object?> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        using var writer = PayloadWriter.Rent(Socket.Server.Options.Json);
        foreach (var arg in args)
        {
            writer.Write(arg);
        }

        var (json, attachments) = writer.Complete();
        _args = EventArguments.OfAck(json, attachments, Socket.Server.Options.Json);
    }

    /// <summary>The event as handlers read it: an array with the name in front.</summary>
    internal EventContext ToContext()
    {
        if (_args == _received)
        {
            return new EventContext(Socket, _eventName, _ack, _json, _attachments);
        }

        using var writer = PayloadWriter.Rent(Socket.Server.Options.Json);
        writer.Write(_eventName);
        EventArguments.WriteTo(writer, _args);
        var (json, attachments) = writer.Complete();
        return new EventContext(Socket, _eventName, _ack, json.ToArray(), attachments);
    }
}
