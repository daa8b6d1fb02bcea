using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>One accepted connection, as Kestrel wants to see it.</summary>
internal sealed partial class DirectConnection : ConnectionContext,
    IConnectionIdFeature, IConnectionTransportFeature, IConnectionItemsFeature, IConnectionLifetimeFeature, IConnectionSocketFeature, IConnectionEndPointFeature,
    IMemoryPoolFeature, IThreadPoolWorkItem
{
    // Those below and the four that Kestrel adds.
    private const int ExpectedFeatures = 11;

    // Not those of a process that ran before, whose logs may stand beside.
    private static long _lastId = TimeProvider.System.GetUtcNow().Ticks;

    private readonly CancellationTokenSource _closed = new();
    private readonly DirectTransport _transport;
    private readonly DirectInput _input;
    private readonly DirectSender _sender;
    private readonly ILogger _logger;
    private Task _receiving = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;
    private Exception? _closeReason;
    private int _isEndTold;
    private string? _id;
    private IDictionary<object, object?>? _items;

    private DirectConnection(NetSocket socket, DirectPipes pipes, ILogger logger)
    {
        Socket = socket;
        _logger = logger;
        MemoryPool = pipes.Memory;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        ConnectionClosed = _closed.Token;
        _input = new DirectInput(pipes.CreateInput(), socket, pipes.WaitsForData);
        var output = pipes.CreateOutput();
        _sender = new DirectSender(output.Reader, socket);
        Transport = _transport = new DirectTransport(_input, new DirectOutput(output.Writer, socket), _sender);
        Features.Set<IConnectionIdFeature>(this);
        Features.Set<IConnectionTransportFeature>(this);
        Features.Set<IConnectionItemsFeature>(this);
        Features.Set<IConnectionLifetimeFeature>(this);
        Features.Set<IConnectionSocketFeature>(this);
        Features.Set<IConnectionEndPointFeature>(this);
        Features.Set<IMemoryPoolFeature>(this);
    }

    public NetSocket Socket { get; }

    public MemoryPool<byte> MemoryPool { get; }

    public override IFeatureCollection Features { get; } = new FeatureCollection(ExpectedFeatures);

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    public override string ConnectionId
    {
        get => _id ??= Interlocked.Increment(ref _lastId).ToString("X", System.Globalization.CultureInfo.InvariantCulture);
        set => _id = value;
    }

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public static DirectConnection Start(NetSocket socket, DirectPipes pipes, ILogger logger)
    {
        var connection = new DirectConnection(socket, pipes, logger);
        connection._receiving = connection._input.RunAsync(connection);
        connection._sending = connection._sender.RunAsync(connection);
        return connection;
    }

    public override void Abort() => Abort(new ConnectionAbortedException("The connection was aborted by the application."));

    public override void Abort(ConnectionAbortedException abortReason)
    {
        Close(abortReason);
        _sender.Stop();
    }

    public override async ValueTask DisposeAsync()
    {
        // Not what may stand in place of it.
        await _transport.Input.CompleteAsync();
        await _transport.Output.CompleteAsync();
        await _sending;
        Close(null);
        await _receiving;
        _input.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>What whoever reads is to be told when nothing more is received: why this side has closed the connection comes first.</summary>
    /// <param name="error">What has gone wrong, if anything has.</param>
    public Exception? ReasonFor(Exception? error) => Volatile.Read(ref _closeReason) ?? error;

    /// <summary>Nothing more is received, and whoever reads was told.</summary>
    public void OnReceived() => TellEnd();

    /// <summary>Whoever has taken the connection over receives from the socket, and notices its end.</summary>
    public void OnHandedOver() => _receiving = Task.CompletedTask;

    /// <summary>Nothing more is sent by way of the pipe.</summary>
    /// <param name="error">What has gone wrong, if anything has.</param>
    public void OnSent(Exception? error)
    {
        if (_transport.IsTakenOver)
        {
            // The connection may last for days: what it needs no more is let go of.
            _sending = Task.CompletedTask;
            return;
        }

        Close(error);
        _input.Stop();
    }

    /// <summary>Tells all who wait for the end of the connection.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            _closed.Cancel();
        }
        catch (AggregateException exception)
        {
            Log.CallbackFailed(_logger, ConnectionId, exception);
        }
    }

    private void TellEnd()
    {
        if (Interlocked.Exchange(ref _isEndTold, 1) == 0)
        {
            // Whoever wants to know may run at length, and must not keep what ended the connection from going on.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    // With an error the peer gets a reset: it must not take this for a proper end.
    private void Close(Exception? error)
    {
        var reason = error ?? new ConnectionAbortedException("The server has closed the connection.");
        if (Interlocked.CompareExchange(ref _closeReason, reason, null) is not null)
        {
            return;
        }

        TellEnd();
        if (error is not null)
        {
            Socket.Close(timeout: 0);
            return;
        }

        try
        {
            Socket.Shutdown(System.Net.Sockets.SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // The client was first, or somebody who has the socket from the features.
        }

        Socket.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(32, LogLevel.Error, "What was to run at the end of connection {ConnectionId} has failed.", EventName = "ConnectionClosedCallbackFailed")]
        public static partial void CallbackFailed(ILogger logger, string connectionId, Exception exception);
    }
}
