using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using SocketIoSharp.EngineIo;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>The servers under test, each started when the first row needs it.</summary>
internal sealed class MatrixServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Parser, bool Recovers), Lazy<Task<InteropServer>>> _servers = new();
    private readonly Lazy<Task<MatrixEngine>> _engine = new(() => MatrixEngine.StartAsync(new EngineIoOptions()));
    private readonly Lazy<Task<MatrixEngine>> _fastEngine = new(() => MatrixEngine.StartAsync(MatrixEngine.FastHeartbeat));

    /// <summary>The server that speaks with a parser.</summary>
    public Task<InteropServer> WithParserAsync(string parser) => StartOnceAsync(parser, recovers: false);

    /// <summary>The server that speaks with a parser and recovers the state of connections.</summary>
    public Task<InteropServer> RecoveringAsync(string parser) => StartOnceAsync(parser, recovers: true);

    /// <summary>The engine alone.</summary>
    public Task<MatrixEngine> EngineAsync() => _engine.Value;

    /// <summary>The engine alone, with <see cref="MatrixEngine.FastHeartbeat"/>.</summary>
    public Task<MatrixEngine> FastEngineAsync() => _fastEngine.Value;

    private IEnumerable<Task<MatrixEngine>> StartedEngines => new[] { _engine, _fastEngine }.Where(engine => engine.IsValueCreated).Select(engine => engine.Value);

    /// <summary>What the servers have logged as errors.</summary>
    public async Task<IReadOnlyCollection<string>> ErrorsAsync()
    {
        var errors = new List<string>();
        foreach (var server in _servers.Values)
        {
            errors.AddRange((await server.Value).Errors);
        }

        foreach (var engine in StartedEngines)
        {
            errors.AddRange((await engine).Errors);
        }

        return errors;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await (await server.Value).DisposeAsync();
        }

        foreach (var engine in StartedEngines)
        {
            await (await engine).DisposeAsync();
        }
    }

    private Task<InteropServer> StartOnceAsync(string parser, bool recovers) =>
        _servers.GetOrAdd((parser, recovers), _ => new Lazy<Task<InteropServer>>(() => StartAsync(parser, recovers))).Value;

    private static Task<InteropServer> StartAsync(string parser, bool recovers) => InteropServer.StartAsync(
        MatrixApplication.Install,
        options =>
        {
            options.Engine.AllowEio3 = true;
            options.ConnectionStateRecovery = recovers ? new ConnectionStateRecovery() : null;

            // For pages of the server that does not recover.
            options.Engine.Cors = recovers ? new EngineIoCors { Origin = "*" } : null;
        },
        map: Map,
        build: socketIo =>
        {
            if (parser is MatrixPlan.MessagePack)
            {
                socketIo.UseMessagePack();
            }
        });

    private static void Map(WebApplication app)
    {
        new MatrixLines().Map(app);

        // The scenarios and old bundles, for pages in the browser.
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".mjs"] = "text/javascript";
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Repository.ClientsFolder),
            RequestPath = "/clients-js",
            ContentTypeProvider = types,
        });
    }
}
