using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Hosting;

/// <summary>The paths on which a server is mapped, and the way of a request into it.</summary>
internal sealed class SocketIoEndpoints(SocketIoServer server)
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public SocketIoServer Server => server;

    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Claims a path.</summary>
    /// <exception cref="InvalidOperationException">It is taken.</exception>
    public void Claim(string path)
    {
        if (!_paths.Add(path))
        {
            throw new InvalidOperationException(
                $"A Socket.IO server is already mapped at \"{path}\". Call MapSocketIo() once, or give the second call another path: MapSocketIo(\"/other\").");
        }
    }

    public Task HandleAsync(HttpContext http)
    {
        return server.Options.ServeClient && ClientBundle.ClientBundle.TryFind(EnginePath.RestOf(http), out var file) && IsAskedFor(http, file)
            ? ServeClientAsync(http, file)
            : server.Engine.HandleAsync(http);
    }

    // As in the reference: letter by letter, without percent-encoding, and by a request that wants no other protocol.
    private static bool IsAskedFor(HttpContext http, string file) =>
        http.Request.Headers.Upgrade.Count == 0
        && http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].EndsWith(file, StringComparison.Ordinal);

    private Task ServeClientAsync(HttpContext http, string file) =>
        server.Options.Engine.Cors?.Apply(http) == true ? Task.CompletedTask : ClientBundle.ClientBundle.ServeAsync(http, file);
}
