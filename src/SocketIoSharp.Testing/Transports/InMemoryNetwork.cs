using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Primitives;

namespace SocketIoSharp.Testing.Transports;

/// <summary>No network: requests are handed to the application as they are made, and a WebSocket is a pair of pipes.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It holds nothing but the handler, which holds nothing.")]
internal sealed class InMemoryNetwork(TestServer server, SocketIoTestClientOptions options) : ClientNetwork(server.BaseAddress, options)
{
    // A key that makes the handshake valid; nobody checks the answer to it, for nobody stands in between.
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAA==";

    private readonly HttpMessageInvoker _http = new(server.CreateHandler(http => options.ConfigureRequest?.Invoke(http)));

    public override async Task<(WebSocket Socket, IReadOnlyDictionary<string, StringValues> Headers)> OpenWebSocketAsync(Uri target, CancellationToken cancellation)
    {
        var upgrade = new InMemoryUpgrade();
        var http = await server.SendAsync(http => Prepare(http, target, upgrade), cancellation);
        Keep(http.Response.Headers.SetCookie, target);
        if (upgrade.ClientStream is not { } stream)
        {
            using var body = new StreamReader(http.Response.Body);
            throw Refusal(http.Response.StatusCode, await body.ReadToEndAsync(cancellation));
        }

        var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
        return (socket, http.Response.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
    }

    protected override Task<HttpResponseMessage> SendOverAsync(HttpRequestMessage request, CancellationToken cancellation) => _http.SendAsync(request, cancellation);

    private void Prepare(HttpContext http, Uri target, InMemoryUpgrade upgrade)
    {
        var request = http.Request;
        var path = PathString.FromUriComponent(target);
        request.Protocol = HttpProtocol.Http11;
        request.Method = HttpMethods.Get;
        request.Path = path.StartsWithSegments(request.PathBase, out var rest) ? rest : path;
        request.QueryString = QueryString.FromUriComponent(target);
        request.Headers.Connection = "Upgrade";
        request.Headers.Upgrade = "websocket";
        request.Headers.SecWebSocketVersion = "13";
        request.Headers.SecWebSocketKey = Key;
        foreach (var (name, value) in HeadersFor(target))
        {
            request.Headers[name] = value;
        }

        upgrade.AttachTo(http);
        Options.ConfigureRequest?.Invoke(http);
    }
}
