using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests;

/// <summary>An engine server on Kestrel under a clock that the test turns, with a handler that records.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly TestHost _web;

    private EngineHost(TestHost web, EngineServer server, RecordingHandler handler, ManualTimeProvider time)
    {
        _web = web;
        Server = server;
        Handler = handler;
        Time = time;
    }

    public EngineServer Server { get; }

    public RecordingHandler Handler { get; }

    public ManualTimeProvider Time { get; }

    public RecordedLog Log => _web.Log;

    public Uri Url => _web.Url;

    public IMeterFactory Meters => _web.Get<IMeterFactory>();

    public static async Task<EngineHost> StartAsync(
        Action<EngineIoOptions>? configure = null,
        Action<KestrelServerOptions>? configureKestrel = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        Action<IServiceCollection>? configureServices = null,
        IMeterFactory? meters = null)
    {
        var options = new EngineIoOptions();
        configure?.Invoke(options);
        var handler = new RecordingHandler();
        var time = new ManualTimeProvider();
        EngineServer? server = null;
        var web = await TestHost.StartAsync(
            builder =>
            {
                builder.Services.Configure<KestrelServerOptions>(kestrel => configureKestrel?.Invoke(kestrel));
                (configureServices ?? (static services => services.AddDirectSockets()))(builder.Services);
            },
            app =>
            {
                server = new EngineServer(options, handler, time, app.Services.GetRequiredService<ILoggerFactory>(), meters ?? app.Services.GetRequiredService<IMeterFactory>());
                app.Run(server.HandleAsync);
            },
            protocols);
        return new EngineHost(web, server!, handler, time);
    }

    /// <summary>Waits until a GET of the session, or its WebSocket, waits for something to send.</summary>
    public static Task UntilParkedAsync(EngineSession session) => Patience.UntilAsync(() => Volatile.Read(ref Parked(session.Outbound)) is not null);

    /// <summary>Waits until a POST of the session is being received.</summary>
    public static Task UntilReceivingAsync(EngineSession session) => Patience.UntilAsync(() => Volatile.Read(ref IsTaken(session.Inbound)));

    /// <summary>Waits until nothing is read from the client because its last message is still being handled.</summary>
    public static Task UntilReadingPausedAsync(EngineSession session) => Patience.UntilAsync(() => Volatile.Read(ref IsReadingPaused(session)));

    public static FrameGroup Message(string text) => FrameGroup.FromText(System.Text.Encoding.UTF8.GetBytes("4" + text));

    public async ValueTask DisposeAsync()
    {
        Server.Dispose();
        await _web.DisposeAsync();
    }

    // Nothing tells from outside that a request is pending: whatever would, would also change its fate.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_parked")]
    private static extern ref IQueueReader? Parked(OutboundQueue queue);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_isTaken")]
    private static extern ref bool IsTaken(InboundGate gate);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_isReadingPaused")]
    private static extern ref bool IsReadingPaused(EngineSession session);
}
