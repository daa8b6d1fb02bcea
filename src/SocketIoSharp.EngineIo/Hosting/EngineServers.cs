using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SocketIoSharp.EngineIo.Hosting;

/// <summary>The servers of an application that have no layer above of ours, by their paths.</summary>
internal sealed class EngineServers(IOptionsMonitor<EngineIoOptions> options, TimeProvider time, ILoggerFactory loggers, IMeterFactory meters) : IDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, EngineServer> _servers = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Paths => _servers.Keys;

    public int SessionCount => _servers.Values.Sum(server => server.SessionCount);

    /// <summary>Makes the server of a path, with the options of that name.</summary>
    /// <exception cref="InvalidOperationException">The path has one.</exception>
    /// <exception cref="OptionsValidationException">The options make no sense.</exception>
    public EngineServer Create(string path, IEngineHandler handler)
    {
        if (_servers.ContainsKey(path))
        {
            throw new InvalidOperationException($"An Engine.IO server is already mapped at \"{path}\". Give the second call another path: MapEngineIo(\"/other\", …).");
        }

        return _servers[path] = new EngineServer(options.Get(path), handler, time, loggers, meters);
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_servers.Values.Select(server => server.CloseAsync(ShutdownTimeout, cancellationToken)));

    public void Dispose()
    {
        foreach (var server in _servers.Values)
        {
            server.Dispose();
        }
    }
}
