using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Cors;
using SocketIoSharp.EngineIo.Diagnostics;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.EngineIo.Requests;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.EngineIo.Transports;
using SocketIoSharp.EngineIo.Transports.Compression;
using SocketIoSharp.EngineIo.Transports.Direct;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo;

/// <summary>An Engine.IO 4 server: takes the HTTP requests under its path and keeps the sessions. Thread-safe.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "The source has no timer, and connections that outlive the server still register with it.")]
public sealed partial class EngineServer : IDisposable
{
    internal const long CloseTimeoutMilliseconds = 30_000;

    private readonly GuardedCors _cors;
    private readonly RequestGuard _guard;
    private readonly IdGenerator _ids;
    private readonly Admission _admission;
    private readonly CancellationTokenSource _stopped = new();
    private int _isRefusing;
    private int _isClosing;

    /// <summary>Creates a server.</summary>
    /// <param name="options">Its options, which must not change any more.</param>
    /// <param name="handler">The layer above.</param>
    /// <param name="time">The clock of every timeout.</param>
    /// <param name="loggers">Where it logs, in the categories <c>SocketIoSharp.EngineIo.*</c>.</param>
    /// <param name="meters">Where it counts, as <c>SocketIoSharp.EngineIo</c>; without one its meter is its own.</param>
    public EngineServer(EngineIoOptions options, IEngineHandler handler, TimeProvider time, ILoggerFactory loggers, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(time);
        Options = options;
        QueueLimits = QueueLimits.Of(options);
        Handler = handler;
        Time = time;
        Stopped = _stopped.Token;
        Logs = new EngineLogs(loggers);
        PacketLog = new PacketLog(Logs.Packets, options.LogPayloads);
        Clock = new EngineClock(time, ClockInterval(options), ClockTolerance(options), (now, isLate) => Sessions.ForEach(static (session, tick) => session.TickGuarded(tick.now, tick.isLate), (now, isLate)));
        _admission = new Admission(options, time);
        _cors = new GuardedCors(options.Cors, Logs.Requests, time);
        _guard = new RequestGuard(options, Sessions, _admission, _cors, Logs.Requests, time);
        _ids = new IdGenerator(options, Sessions, Logs.Requests, time);
        Metrics = new EngineMetrics(meters, this);
        Limits = new LimitReports(Metrics, Logs.Requests, time);
    }

    /// <summary>The number of open sessions.</summary>
    public int SessionCount => Sessions.Count;

    /// <summary>Whether new sessions are let in.</summary>
    public bool IsAccepting => Volatile.Read(ref _isRefusing) == 0;

    // The reference's: for a polling client to come back, and for a WebSocket's closing handshake.
    internal static TimeSpan CloseTimeout { get; } = TimeSpan.FromMilliseconds(CloseTimeoutMilliseconds);

    internal EngineIoOptions Options { get; }

    internal QueueLimits QueueLimits { get; }

    internal IEngineHandler Handler { get; }

    internal TimeProvider Time { get; }

    internal EngineLogs Logs { get; }

    internal PacketLog PacketLog { get; }

    internal EngineMetrics Metrics { get; }

    internal LimitReports Limits { get; }

    internal EngineClock Clock { get; }

    internal ConnectionCount Connections { get; } = new();

    /// <summary>Cancelled when no connection is to linger any longer.</summary>
    internal CancellationToken Stopped { get; }

    internal SessionTable Sessions { get; } = new();

    /// <summary>Answers one request. Returns when its response is complete, for a WebSocket when that is closed.</summary>
    public Task HandleAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var answering = AnswerAsync(http);

        // A WebSocket keeps its transport and nothing of this: an idle one for hours.
        return answering.IsCompletedSuccessfully ? RunAsync(answering.Result) : RunAnsweredAsync(answering);
    }

    /// <summary>Refuses new sessions from now on with status 503 and <c>Retry-After</c>. Those that are open go on.</summary>
    public void StopAccepting() => Volatile.Write(ref _isRefusing, 1);

    /// <summary>Refuses new sessions and closes the open ones, in order as far as the time given allows.</summary>
    public async Task CloseAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        BeginClosing();
        Sessions.ForEach(static (session, _) => session.Close(), 0);
        await Task.WhenAll(
            Sessions.WaitUntilEmptyAsync(timeout, Time, cancellationToken),
            Connections.WaitUntilNoneAsync(timeout, Time, cancellationToken));
        Sessions.ForEach(static (session, _) => session.Abort(), 0);

        // Peers that do not finish the closing handshake would hold up the web server's own stop.
        await _stopped.CancelAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        BeginClosing();
        Sessions.ForEach(static (session, _) => session.Abort(), 0);
        Clock.Dispose();
        Metrics.Dispose();
    }

    private void BeginClosing()
    {
        StopAccepting();
        Volatile.Write(ref _isClosing, 1);
    }

    private static Task RunAsync(WebSocketTransport? transport) => transport?.RunAsync() ?? Task.CompletedTask;

    private static async Task RunAnsweredAsync(ValueTask<WebSocketTransport?> answering) => await RunAsync(await answering);

    /// <returns>The WebSocket that the request has become, for the caller to run; <see langword="null"/> when the request is done with.</returns>
    private async ValueTask<WebSocketTransport?> AnswerAsync(HttpContext http)
    {
        try
        {
            return await AnswerAsync(EngineRequest.Parse(http, Options.Transports.Contains(EngineTransports.WebSocket)));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            // The client went away in the middle of its request. What that means for its session was settled where it happened.
            Log.RequestAborted(Logs.Requests, exception.Message);
            return null;
        }
    }

    private async ValueTask<WebSocketTransport?> AnswerAsync(EngineRequest request)
    {
        // A WebSocket handshake carries the headers only when it succeeds, as with the reference.
        if (!request.IsUpgrade && await TryAnswerByCorsAsync(request))
        {
            return null;
        }

        var (session, error) = await _guard.CheckAsync(request);
        if (error is not null)
        {
            if (!await TryForwardAsync(request, error))
            {
                await RefuseAsync(request, error);
            }

            return null;
        }

        NotifyOfHeaders(request);
        if (request.IsUpgrade)
        {
            return await (session is null ? OpenWebSocketAsync(request) : UpgradeAsync(request, session));
        }

        await (session is null ? OpenPollingAsync(request) : ExchangeAsync(request.Http, session));
        return null;
    }

    private async ValueTask<bool> TryAnswerByCorsAsync(EngineRequest request)
    {
        if (_cors.TryApply(request.Http, out var isAnswered))
        {
            return isAnswered;
        }

        await RefuseAsync(request, EngineError.BadRequest.With(("name", "MIDDLEWARE_FAILURE")));
        return true;
    }

    // A tenth of the heartbeat's times keeps it accurate; half a second is fine enough for the usual ones.
    private static TimeSpan ClockInterval(EngineIoOptions options)
    {
        var shortest = Math.Min(options.PingInterval.TotalMilliseconds, options.PingTimeout.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Clamp(shortest / 10, 10, 500));
    }

    // What is later than this has cost clients a part of their time that matters.
    private static TimeSpan ClockTolerance(EngineIoOptions options) =>
        TimeSpan.FromMilliseconds(Math.Clamp(options.PingTimeout.TotalMilliseconds / 10, 50, 1000));

    private Task RefuseAsync(EngineRequest request, EngineError error)
    {
        Metrics.Refused(error);
        Log.Refused(Logs.Requests, error.Code, error.Answer, request.Http.Connection.RemoteIpAddress);
        if (error.Limit is { } limit)
        {
            Limits.Exceeded(limit, request.Http.Connection.RemoteIpAddress?.ToString());
        }

        NotifyOfError(request.Http, error);
        return EngineResponses.RefuseAsync(request, error);
    }

    private static Task ExchangeAsync(HttpContext http, EngineSession session)
    {
        if (http.Request.Method == HttpMethods.Get)
        {
            return PollingTransport.PollAsync(http, session);
        }

        if (http.Request.Method == HttpMethods.Post)
        {
            return PollingReceiver.ReceiveAsync(http, session);
        }

        EngineResponses.WriteStatus(http, StatusCodes.Status500InternalServerError);
        return Task.CompletedTask;
    }

    private async Task<WebSocketTransport?> UpgradeAsync(EngineRequest request, EngineSession session)
    {
        if (await TryRefuseHandshakeAsync(request))
        {
            return null;
        }

        // Before the client hears that it has its WebSocket: the same request a second time, which may follow at once, is to find it taken.
        var isClaimed = request.Transport == EngineTransports.WebSocket && !session.IsClosed && session.Upgrade.TryBegin();
        WebSocketConnection? connection = null;
        WebSocketTransport? transport = null;
        try
        {
            connection = await AcceptAsync(request, isGreeted: false);
            if (connection is null)
            {
                return null;
            }

            if (!isClaimed)
            {
                await connection.TryWriteCloseAsync(null);
            }
            else if (await new WebSocketUpgrade(request.Http, connection, session, Options.UpgradeTimeout).TryRunAsync())
            {
                transport = new WebSocketTransport(request.Http, connection, session, request.PrefersBase64);
            }

            return transport;
        }
        finally
        {
            if (connection is null && isClaimed)
            {
                session.Upgrade.Fail();
            }

            // Otherwise it is the transport's.
            if (transport is null)
            {
                connection?.Dispose();
            }
        }
    }

    private async Task<bool> TryRefuseHandshakeAsync(EngineRequest request)
    {
        if (!await WebSocketHandshake.TryRefuseAsync(request, Options.PerMessageDeflate))
        {
            return false;
        }

        Metrics.Refused("websocket_handshake");
        return true;
    }

    /// <param name="request">What asks for a WebSocket.</param>
    /// <param name="isGreeted">Whether something is sent at once, so that the response that switches protocols may be sent with it.</param>
    /// <returns><see langword="null"/> when the web server allows no more connections of the kind.</returns>
    private async Task<WebSocketConnection?> AcceptAsync(EngineRequest request, bool isGreeted)
    {
        _cors.TryApply(request.Http, out _);

        // Before the response that switches protocols, so that this goes the same way as all that follows it.
        var direct = DirectTransport.TryTakeOver(request.Http);
        if (await WebSocketHandshake.TryAcceptAsync(request, isGreeted ? direct : null) is not { } stream)
        {
            return null;
        }

        var limits = new WebSocketLimits(Options.MaxHttpBufferSize, Options.MaxFragments);
        return request.Compression is { } compression && Options.PerMessageDeflate is { } options
            ? new WebSocketConnection(stream, direct, limits, new MessageInflater(compression.ClientForgets), new MessageDeflater(options, compression.ServerForgets))
            : new WebSocketConnection(stream, direct, limits);
    }
}
