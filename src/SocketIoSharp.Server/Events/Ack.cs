using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

/// <summary>Answers an event that a client emitted. Only the first answer is sent. Thread-safe; may be used after the handler has ended.</summary>
public sealed class Ack
{
    // What has happened to the answer, in any order.
    private const int Answered = 1;
    private const int HandedOut = 2;

    /// <summary>Stands in where the client wants no answer.</summary>
    internal static readonly Ack None = new(null, Packet.NoAck);

    private readonly Socket? _socket;
    private readonly long _id;
    private int _state;
    private int _handlers;

    internal Ack(Socket? socket, long id, int handlers = 0)
    {
        _socket = socket;
        _handlers = handlers;
        _id = id;
    }

    /// <summary>Whether the client wants an answer; sending one without has no effect.</summary>
    public bool IsRequested => _socket is not null;

    private bool IsOpen => _socket is not null && (Volatile.Read(ref _state) & Answered) == 0;

    /// <summary>Whether a handler has taken the answer into its own hands.</summary>
    private bool IsHandedOut => (Volatile.Read(ref _state) & HandedOut) != 0;

    /// <summary>Answers without arguments.</summary>
    /// <returns>A task that completes like that of <see cref="EventEmitter.EmitAsync(string)"/>.</returns>
    public Task SendAsync()
    {
        if (!IsOpen)
        {
            return Task.CompletedTask;
        }

        using var writer = PayloadWriter.Rent(_socket!.Server.Options.Json);
        return AnswerAsync(writer);
    }

    /// <summary>Answers with one argument.</summary>
    /// <inheritdoc cref="SendAsync()" path="/returns"/>
    /// <exception cref="NotSupportedException">An argument cannot be serialised.</exception>
    public Task SendAsync<T1>(T1 arg1)
    {
        if (!IsOpen)
        {
            return Task.CompletedTask;
        }

        using var writer = PayloadWriter.Rent(_socket!.Server.Options.Json);
        writer.Write(arg1);
        return AnswerAsync(writer);
    }

    /// <summary>Answers with two arguments.</summary>
    /// <inheritdoc cref="SendAsync{T1}(T1)"/>
    public Task SendAsync<T1, T2>(T1 arg1, T2 arg2)
    {
        if (!IsOpen)
        {
            return Task.CompletedTask;
        }

        using var writer = PayloadWriter.Rent(_socket!.Server.Options.Json);
        writer.Write(arg1);
        writer.Write(arg2);
        return AnswerAsync(writer);
    }

    /// <summary>Answers with three arguments.</summary>
    /// <inheritdoc cref="SendAsync{T1}(T1)"/>
    public Task SendAsync<T1, T2, T3>(T1 arg1, T2 arg2, T3 arg3)
    {
        if (!IsOpen)
        {
            return Task.CompletedTask;
        }

        using var writer = PayloadWriter.Rent(_socket!.Server.Options.Json);
        writer.Write(arg1);
        writer.Write(arg2);
        writer.Write(arg3);
        return AnswerAsync(writer);
    }

    /// <summary>Answers with any number of arguments, each written as what it is.</summary>
    /// <inheritdoc cref="SendAsync{T1}(T1)"/>
    public Task SendManyAsync(params IEnumerable<object?> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!IsOpen)
        {
            return Task.CompletedTask;
        }

        using var writer = PayloadWriter.Rent(_socket!.Server.Options.Json);
        foreach (var arg in args)
        {
            writer.Write(arg);
        }

        return AnswerAsync(writer);
    }

    /// <summary>Answers with the arguments of an event, binary included.</summary>
    /// <inheritdoc cref="SendAsync()" path="/returns"/>
    public Task SendAsync(EventArguments? args)
    {
        if (!IsOpen)
        {
            return Task.CompletedTask;
        }

        using var writer = PayloadWriter.Rent(_socket!.Server.Options.Json);
        EventArguments.WriteTo(writer, args);
        return AnswerAsync(writer);
    }

    /// <summary>Answers that the event failed: one argument, <c>{"error":"…"}</c>.</summary>
    internal void Fail(string message)
    {
        if (TryClaim(out var isOwed))
        {
            _ = _socket!.SendAckErrorAsync(_id, message);
            NoteSent(isOwed);
        }
    }

    /// <summary>A handler takes the answer into its own hands: from now on the socket owes it, also when the handler has ended.</summary>
    internal void HandOut()
    {
        if (_socket is not null && Interlocked.Or(ref _state, HandedOut) == 0)
        {
            _socket.NoteOwed(1);
        }
    }

    /// <summary>Says how many handlers there are, where that shows later than the event.</summary>
    internal void Expect(int handlers) => _handlers = handlers;

    /// <summary>A handler has ended. After the last one the answer is empty, unless one has answered or still means to.</summary>
    internal void OnHandlerEnded()
    {
        if (Interlocked.Decrement(ref _handlers) == 0 && IsRequested && !IsHandedOut)
        {
            _ = SendAsync();
        }
    }

    // Claimed only once the arguments are serialised and encoded: an answer that cannot be leaves room for the error that says so.
    private Task AnswerAsync(PayloadWriter writer)
    {
        var frames = _socket!.EncodeAck(writer, _id);
        if (!TryClaim(out var isOwed))
        {
            return Task.CompletedTask;
        }

        var sending = _socket.SendFramesAsync(frames);
        NoteSent(isOwed);
        return sending;
    }

    private bool TryClaim(out bool isOwed)
    {
        var before = _socket is null ? Answered : Interlocked.Or(ref _state, Answered);
        isOwed = before == HandedOut;
        return (before & Answered) == 0;
    }

    // Once the answer is queued, not before: a socket that owes nothing may be closed.
    private void NoteSent(bool isOwed)
    {
        if (isOwed)
        {
            _socket!.NoteOwed(-1);
        }
    }
}
