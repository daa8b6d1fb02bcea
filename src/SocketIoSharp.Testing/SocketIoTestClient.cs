using System.Text.Json;
using Microsoft.Extensions.Primitives;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Testing.Connections;
using SocketIoSharp.Testing.Transports;

namespace SocketIoSharp.Testing;

/// <summary>
/// A client in one namespace of a Socket.IO server, for tests. It does not reconnect and does nothing in the background but answer heartbeats.
/// Disposing of it disconnects it. All members are thread-safe.
/// </summary>
public sealed class SocketIoTestClient : IAsyncDisposable
{
    private readonly ClientConnection _connection;
    private readonly TaskCompletionSource _connecting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PendingAnswers _answers = new();
    private readonly Inbox _inbox;
    private SocketIoDisconnectedException? _end;

    internal SocketIoTestClient(ClientConnection connection, string @namespace)
    {
        _connection = connection;
        Namespace = @namespace;
        _inbox = new Inbox(fault => connection.Fail("client handler failed", fault));
    }

    /// <summary>The id of the socket, which the server knows it by as well.</summary>
    public string Id { get; private set; } = string.Empty;

    /// <summary>The id of the session below, which is the client's secret.</summary>
    public string SessionId => _connection.SessionId;

    /// <summary>
    /// The secret by which a client that was cut off comes back as the same socket; <see langword="null"/> when the server does not recover connections. Connect again
    /// with <c>Auth = new { pid, offset }</c>, where the offset is the last argument of the last event that was received.
    /// </summary>
    public string? PrivateId { get; private set; }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>Whether the client is connected.</summary>
    public bool Connected => _connecting.Task.IsCompletedSuccessfully && Volatile.Read(ref _end) is null;

    /// <summary>
    /// Completes with the reason once the client is disconnected, in the words of the JavaScript client: <c>io server disconnect</c>,
    /// <c>io client disconnect</c>, <c>transport close</c>, <c>transport error</c>, <c>parse error</c>.
    /// </summary>
    public Task<string> Disconnected => _disconnected.Task;

    /// <summary>The headers of the response to the handshake.</summary>
    public IReadOnlyDictionary<string, StringValues> ResponseHeaders => _connection.ResponseHeaders;

    /// <summary>The events that were received and not asked for yet, the oldest first. A snapshot.</summary>
    public IReadOnlyList<ReceivedEvent> PendingEvents => _inbox.Kept;

    internal JsonSerializerOptions Json => _connection.Options.Json;

    private TimeSpan Limit => _connection.Options.Timeout;

    /// <summary>Connects a client to a server over a network.</summary>
    /// <param name="server">The address of the server, without the path of Socket.IO.</param>
    /// <param name="configure">Sets the options of the client.</param>
    /// <param name="handler">Makes the HTTP requests, for example to trust a certificate; <see langword="null"/> means one without proxies. Not disposed of.</param>
    /// <exception cref="SocketIoConnectException">The server has refused the client.</exception>
    /// <exception cref="TimeoutException">The server has not answered in time.</exception>
    public static Task<SocketIoTestClient> ConnectAsync(
        Uri server, Action<SocketIoTestClientOptions>? configure = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        var options = new SocketIoTestClientOptions();
        configure?.Invoke(options);
        return ConnectAsync(new RealNetwork(server, handler, options), options);
    }

    /// <summary>Connects to a further namespace over the same connection, which lasts until the last of its clients is disconnected.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="auth">What the client sends to prove who it is: anything that becomes a JSON object, or nothing.</param>
    /// <exception cref="InvalidOperationException">The connection has a client in the namespace already.</exception>
    /// <exception cref="SocketIoConnectException">The namespace has refused the client.</exception>
    /// <exception cref="SocketIoDisconnectedException">The connection has ended.</exception>
    /// <exception cref="TimeoutException">The server has not answered in time.</exception>
    public Task<SocketIoTestClient> ConnectToAsync(string @namespace, object? auth = null)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        return _connection.JoinAsync(@namespace, auth);
    }

    /// <summary>
    /// Sends an event. Completes when the transport has taken it, over polling when the server has read it. An array of objects as the only argument is
    /// taken for the list of arguments: cast it to <see cref="object"/> to send it as one.
    /// </summary>
    /// <exception cref="SocketIoDisconnectedException">The client is disconnected.</exception>
    public Task EmitAsync(string eventName, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        ArgumentNullException.ThrowIfNull(args);
        return SendAsync(PacketType.Event, Packet.NoAck, eventName, args);
    }

    /// <summary>Sends an event and waits for the answer.</summary>
    /// <returns>The first argument of the answer; the default of <typeparamref name="T"/> when it has none.</returns>
    /// <exception cref="JsonException">The answer is not of the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="SocketIoDisconnectedException">The client is, or was meanwhile, disconnected.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task<T?> EmitWithAckAsync<T>(string eventName, params object?[] args)
    {
        var answer = await EmitWithAckAsync(eventName, args);
        return answer.Count == 0 ? default : answer.Get<T>(0);
    }

    /// <summary>Sends an event and waits for the answer with all its arguments.</summary>
    /// <exception cref="SocketIoDisconnectedException">The client is, or was meanwhile, disconnected.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task<ReceivedArguments> EmitWithAckAsync(string eventName, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        ArgumentNullException.ThrowIfNull(args);
        var (id, answer) = _answers.Open();
        try
        {
            await SendAsync(PacketType.Event, id, eventName, args);
            return await WithinLimitAsync(answer, () => $"an answer to \"{eventName}\"");
        }
        finally
        {
            _answers.Forget(id);
        }
    }

    /// <summary>Takes the oldest event of a name that nobody has taken yet, or waits for the next one.</summary>
    /// <exception cref="SocketIoDisconnectedException">None came before the client was disconnected.</exception>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<ReceivedEvent> ReceiveAsync(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        var waiting = _inbox.TakeAsync(eventName);
        try
        {
            return await WithinLimitAsync(waiting, () => $"\"{eventName}\"");
        }
        catch (TimeoutException)
        {
            _inbox.Abandon(waiting);
            throw;
        }
    }

    /// <summary>The same as <see cref="ReceiveAsync"/>, for an event of one argument.</summary>
    /// <returns>The first argument; the default of <typeparamref name="T"/> when the event has none.</returns>
    /// <exception cref="JsonException">It is not of the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="SocketIoDisconnectedException">None came before the client was disconnected.</exception>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<T?> NextAsync<T>(string eventName)
    {
        var received = await ReceiveAsync(eventName);
        return received.Count == 0 ? default : received.Get<T>(0);
    }

    /// <summary>
    /// Handles the events of a name, those that were received already first; <see cref="ReceiveAsync"/> does not see them then. An exception ends the
    /// connection, and with it fails whatever the test waits for.
    /// </summary>
    public void On(string eventName, Action<ReceivedEvent> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        On(eventName, received =>
        {
            handler(received);
            return Task.CompletedTask;
        });
    }

    /// <summary>The same, for a handler that goes on after it has returned. Later events do not wait for it.</summary>
    public void On(string eventName, Func<ReceivedEvent, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        ArgumentNullException.ThrowIfNull(handler);
        _inbox.Handle(eventName, handler);
    }

    /// <summary>Leaves the namespace, and ends the connection when it was the last. Without effect the second time.</summary>
    public async Task DisconnectAsync()
    {
        if (TryEnd("io client disconnect", null))
        {
            await _connection.LeaveAsync(this);
        }
    }

    /// <summary>Drops the connection without a goodbye, as a client does whose network has gone. Its other namespaces go with it.</summary>
    public Task AbortAsync() => _connection.AbortAsync();

    /// <summary>The same as <see cref="DisconnectAsync"/>; also waits for a connection that the server has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        await _connection.WaitUntilClosedAsync();
    }

    internal static async Task<SocketIoTestClient> ConnectAsync(ClientNetwork network, SocketIoTestClientOptions options)
    {
        var connection = await ClientConnection.OpenAsync(network, options);
        try
        {
            return await connection.JoinAsync(options.Namespace, options.Auth);
        }
        catch
        {
            await connection.WaitUntilClosedAsync();
            throw;
        }
    }

    internal Task WaitUntilConnectedAsync() => WithinLimitAsync(_connecting.Task, () => $"the server to let the client into {Namespace}");

    internal Task SendAsync(PacketType type, long ackId, string? eventName, object?[] args)
    {
        return _end is null ? _connection.SendAsync(type, Namespace, ackId, eventName, args) : Task.FromException(_end);
    }

    /// <summary>Takes a packet for this namespace.</summary>
    internal void Receive(in Packet packet)
    {
        switch (packet.Type)
        {
            case PacketType.Connect:
                var reply = new ConnectReply(packet, Json);
                (Id, PrivateId) = (reply.Id, reply.PrivateId);
                _connecting.TrySetResult();
                break;
            case PacketType.ConnectError:
                _connecting.TrySetException(new ConnectReply(packet, Json).ToException());
                break;
            case PacketType.Event:
                _inbox.Add(new ReceivedEvent(this, packet));
                break;
            case PacketType.Ack:
                _answers.Complete(packet.AckId, new ReceivedArguments(packet.Json, packet.Attachments, 0, Json));
                break;
            case PacketType.Disconnect:
                _connection.Forget(this);
                TryEnd("io server disconnect", null);
                break;
        }
    }

    /// <returns>Whether the client was not disconnected before.</returns>
    internal bool TryEnd(string reason, Exception? fault)
    {
        var exception = new SocketIoDisconnectedException(reason, fault);
        if (Interlocked.CompareExchange(ref _end, exception, null) is not null)
        {
            return false;
        }

        _disconnected.SetResult(reason);
        _connecting.TrySetException(exception);
        _answers.Fail(exception);
        _inbox.Close(exception);
        return true;
    }

    private async Task<T> WithinLimitAsync<T>(Task<T> task, Func<string> what)
    {
        await WithinLimitAsync((Task)task, what);
        return await task;
    }

    private async Task WithinLimitAsync(Task task, Func<string> what)
    {
        try
        {
            await task.WaitAsync(Limit, _connection.Options.TimeProvider);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            var pending = PendingEvents;
            var others = pending.Count == 0 ? "Nothing else was received." : "Received instead: " + string.Join(", ", pending.Select(other => other.Name + other));
            throw new TimeoutException($"Waited {Limit.TotalSeconds} seconds in vain for {what()}. {others}");
        }
    }
}
