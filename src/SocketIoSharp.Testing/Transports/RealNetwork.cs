using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using Microsoft.Extensions.Primitives;

namespace SocketIoSharp.Testing.Transports;

/// <summary>The network that the operating system has.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The handler belongs to somebody else, and the invoker holds nothing but it.")]
internal sealed class RealNetwork(Uri server, HttpMessageHandler? handler, SocketIoTestClientOptions options) : ClientNetwork(server, options)
{
    // Connections of the shared one that nobody uses close by themselves. Cookies are the client's own business.
    private static readonly SocketsHttpHandler Shared = new() { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };

    private readonly HttpMessageInvoker _http = new(handler ?? Shared, disposeHandler: false);

    public override async Task<(WebSocket Socket, IReadOnlyDictionary<string, StringValues> Headers)> OpenWebSocketAsync(Uri target, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.HttpVersion = Options.HttpVersion;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        foreach (var (name, value) in HeadersFor(target))
        {
            socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(target) { Scheme = target.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri, _http, cancellation);
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode is not 0)
        {
            socket.Dispose();
            throw Refusal((int)socket.HttpStatusCode, string.Empty, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var headers = socket.HttpResponseHeaders!.ToDictionary(header => header.Key, header => new StringValues([.. header.Value]), StringComparer.OrdinalIgnoreCase);
        Keep(headers.GetValueOrDefault("Set-Cookie"), target);
        return (socket, headers);
    }

    protected override Task<HttpResponseMessage> SendOverAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.Version = Options.HttpVersion;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return _http.SendAsync(request, cancellation);
    }
}
