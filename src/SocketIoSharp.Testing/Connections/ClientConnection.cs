using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Primitives;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Testing.Transports;

namespace SocketIoSharp.Testing.Connections;

/// <summary>One session and its clients, at most one in each namespace. Two loops: one sends, one receives.</summary>
internal sealed class ClientConnection
{
    private static readonly FrameGroup Pong = FrameGroup.FromText("3"u8);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SocketIoTestClient> _clients = new(StringComparer.Ordinal);
    private readonly Channel<Outgoing> _outgoing = Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ClientTransport _transport;
    private readonly PacketDecoder _decoder;
    private Task _loops = Task.CompletedTask;
    private SocketIoDisconnectedException? _end;

    private ClientConnection(ClientTransport transport, SocketIoTestClientOptions options)
    {
        _transport = transport;
        _decoder = options.Parser.CreateDecoder();
        Options = options;
    }

    public SocketIoTestClientOptions Options { get; }

    public string SessionId => _transport.SessionId;

    public IReadOnlyDictionary<string, StringValues> ResponseHeaders => _transport.ResponseHeaders;

    private bool IsEnding
    {
        get
        {
            lock (_gate)
            {
                return _clients.Count == 0;
            }
        }
    }

    public static async Task<ClientConnection> OpenAsync(ClientNetwork network, SocketIoTestClientOptions options)
    {
        if (!options.Json.IsReadOnly)
        {
            AttachmentConverters.AddTo(options.Json);
            options.Json.MakeReadOnly(populateMissingResolver: true);
        }

        using var limit = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        try
        {
            var transport = await ClientTransport.OpenAsync(network, options, limit.Token);
            var connection = new ClientConnection(transport, options);
            connection._loops = Task.WhenAll(connection.SendAllAsync(), connection.ReceiveAllAsync());
            return connection;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"The server has not answered the handshake within {options.Timeout.TotalSeconds} seconds.");
        }
    }

    /// <summary>Connects a client to a namespace.</summary>
    public async Task<SocketIoTestClient> JoinAsync(string @namespace, object? auth)
    {
        var client = new SocketIoTestClient(this, @namespace);
        lock (_gate)
        {
            if (_end is not null)
            {
                throw _end;
            }

            if (!_clients.TryAdd(@namespace, client))
            {
                throw new InvalidOperationException($"The connection has a client in {@namespace} already.");
            }
        }

        try
        {
            var json = auth is null ? default : JsonSerializer.SerializeToUtf8Bytes(auth, auth.GetType(), Options.Json);
            await SendAsync(Options.Parser.Encode(new Packet(PacketType.Connect, @namespace, json)));
            await client.WaitUntilConnectedAsync();
            return client;
        }
        catch
        {
            Forget(client);
            throw;
        }
    }

    /// <summary>Sends an event or an answer.</summary>
    public Task SendAsync(PacketType type, string @namespace, long ackId, string? eventName, object?[] args) =>
        SendAsync(Encode(type, @namespace, ackId, eventName, args));

    /// <summary>A client leaves its namespace by itself.</summary>
    public async Task LeaveAsync(SocketIoTestClient client)
    {
        try
        {
            await SendAsync(Options.Parser.Encode(new Packet(PacketType.Disconnect, client.Namespace)));
        }
        catch (SocketIoDisconnectedException)
        {
            // The server was faster.
        }

        Forget(client);
        await WaitUntilClosedAsync();
    }

    /// <summary>Takes a client out of the connection, which ends with the last.</summary>
    public void Forget(SocketIoTestClient client)
    {
        bool isLast;
        lock (_gate)
        {
            isLast = _clients.TryGetValue(client.Namespace, out var found) && found == client && _clients.Remove(client.Namespace) && _clients.Count == 0;
        }

        if (isLast)
        {
            _outgoing.Writer.TryComplete();
        }
    }

    /// <summary>Waits until the session is over, if it has begun to end.</summary>
    public async Task WaitUntilClosedAsync()
    {
        if (!IsEnding)
        {
            return;
        }

        try
        {
            await _loops.WaitAsync(Options.Timeout, Options.TimeProvider);
        }
        catch (TimeoutException)
        {
            // A server that does not answer to a goodbye.
        }

        await AbortAsync();
    }

    /// <summary>Ends the session without a word.</summary>
    public Task AbortAsync()
    {
        End("transport close", null);
        _transport.Abort();
        return _loops;
    }

    /// <summary>Ends the session because of a fault on this side.</summary>
    public void Fail(string reason, Exception fault)
    {
        End(reason, fault);
        _transport.Abort();
    }

    private FrameGroup Encode(PacketType type, string @namespace, long ackId, string? eventName, object?[] args)
    {
        using var writer = PayloadWriter.Rent(Options.Json);
        if (eventName is not null)
        {
            writer.Write(eventName);
        }

        foreach (var arg in args)
        {
            writer.Write(arg);
        }

        var (json, attachments) = writer.Complete();
        return Options.Parser.Encode(new Packet(type, @namespace, ackId, json, attachments));
    }

    private Task SendAsync(FrameGroup group)
    {
        var outgoing = new Outgoing(group);
        if (_outgoing.Writer.TryWrite(outgoing))
        {
            return outgoing.Sent.Task;
        }

        lock (_gate)
        {
            throw _end ?? new SocketIoDisconnectedException("io client disconnect", null);
        }
    }

    private async Task SendAllAsync()
    {
        await foreach (var outgoing in _outgoing.Reader.ReadAllAsync())
        {
            try
            {
                if (_end is { } end)
                {
                    throw end;
                }

                await _transport.SendAsync(outgoing.Group);
                outgoing.Sent.SetResult();
            }
            catch (Exception exception)
            {
                End("transport error", exception);
                outgoing.Sent.SetException(_end!);
                _transport.Abort();
            }
        }

        try
        {
            await _transport.CloseAsync();
        }
        catch (Exception)
        {
            // The server was faster, or is gone.
        }
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            while (await _transport.ReceiveAsync() is { } packets)
            {
                foreach (var packet in packets)
                {
                    Receive(packet);
                }
            }

            End("transport close", null);
        }
        catch (InvalidDataException exception)
        {
            End("parse error", exception);
            _transport.Abort();
        }
        catch (Exception exception)
        {
            End("transport error", exception);
            _transport.Abort();
        }
    }

    private void Receive(in EnginePacket packet)
    {
        switch (packet.Type)
        {
            case EnginePacketType.Ping when Options.AnswersHeartbeats:
                // Nobody waits for it. Once the connection is being closed there is no need for it.
                _outgoing.Writer.TryWrite(new Outgoing(Pong));
                break;
            case EnginePacketType.Message:
                Route(packet);
                break;
        }
    }

    private void Route(in EnginePacket message)
    {
        switch (_decoder.Decode(message.Body, message.IsBinary, out var packet, out var reason))
        {
            case DecodeStatus.Failed:
                throw new InvalidDataException("The server has sent a malformed packet: " + reason);
            case DecodeStatus.Complete when Find(packet.Namespace) is { } client:
                client.Receive(packet);
                break;
        }
    }

    // What comes for a namespace that the client has just left is nobody's.
    private SocketIoTestClient? Find(string @namespace)
    {
        lock (_gate)
        {
            return _clients.GetValueOrDefault(@namespace);
        }
    }

    private void End(string reason, Exception? fault)
    {
        SocketIoTestClient[] clients;
        lock (_gate)
        {
            _end ??= new SocketIoDisconnectedException(reason, fault);
            clients = [.. _clients.Values];
            _clients.Clear();
        }

        _outgoing.Writer.TryComplete();
        foreach (var client in clients)
        {
            client.TryEnd(reason, fault);
        }
    }
}
