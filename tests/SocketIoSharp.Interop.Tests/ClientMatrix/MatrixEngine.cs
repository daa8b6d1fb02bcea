using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Interop.Tests.Servers;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>The engine layer alone, with an application that echoes; tests/clients-js/matrix/reference/servers.mjs has the same on Node.js.</summary>
internal sealed class MatrixEngine : IEngineHandler, IAsyncDisposable
{
    /// <summary>Beats so fast that a session outlives its timeout within a test.</summary>
    public static EngineIoOptions FastHeartbeat { get; } = new() { PingInterval = TimeSpan.FromMilliseconds(300), PingTimeout = TimeSpan.FromMilliseconds(3000) };

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _reasons = new();
    private readonly LogRecorder _log;
    private readonly WebApplication _app;
    private readonly EngineServer _server;

    private MatrixEngine(EngineIoOptions options)
    {
        _log = new LogRecorder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        options.AllowEio3 = true;
        _server = new EngineServer(options, this, TimeProvider.System, _app.Services.GetRequiredService<ILoggerFactory>());
        _app.MapGet("/matrix/reason", (string id) => ReasonOf(id).Task.WithPatience());
        _app.Map("/engine.io/", _server.HandleAsync);
    }

    public Uri Url => new(_app.Urls.First());

    public IReadOnlyCollection<string> Errors => _log.Errors;

    public static async Task<MatrixEngine> StartAsync(EngineIoOptions options)
    {
        var engine = new MatrixEngine(options);
        await engine._app.StartAsync();
        return engine;
    }

    public void OnOpen(EngineSession session)
    {
    }

    public async ValueTask OnMessageAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary)
    {
        if (isBinary)
        {
            await session.SendAsync(FrameGroup.FromBinary(message.ToArray()));
        }
        else if (Encoding.UTF8.GetString(message.Span) is "close-me")
        {
            session.Close();
        }
        else
        {
            await session.SendAsync(FrameGroup.FromParts("4"u8, message.Span, []));
        }
    }

    public void OnClose(EngineSession session, string reason, string? description)
    {
        ReasonOf(session.Id).SetResult(reason);
    }

    public void OnDeadline(EngineSession session)
    {
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _app.DisposeAsync();
    }

    private TaskCompletionSource<string> ReasonOf(string id) =>
        _reasons.GetOrAdd(id, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
