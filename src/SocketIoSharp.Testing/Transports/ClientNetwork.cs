using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace SocketIoSharp.Testing.Transports;

/// <summary>The way to a server: a real network, or none.</summary>
internal abstract class ClientNetwork(Uri server, SocketIoTestClientOptions options)
{
    protected SocketIoTestClientOptions Options => options;

    /// <summary>The address of a request.</summary>
    public Uri Target(string transport, string sessionId = "")
    {
        var query = new StringBuilder("EIO=4&transport=").Append(transport);
        foreach (var (name, value) in options.Query)
        {
            query.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        if (sessionId.Length > 0)
        {
            query.Append("&sid=").Append(Uri.EscapeDataString(sessionId));
        }

        return new UriBuilder(server) { Path = server.AbsolutePath.TrimEnd('/') + options.Path.TrimEnd('/') + "/", Query = query.ToString() }.Uri;
    }

    /// <summary>Makes a request with the headers and the cookies of the client.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        foreach (var (name, value) in HeadersFor(request.RequestUri!))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await SendOverAsync(request, cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Keep(cookies, request.RequestUri!);
        }

        return response;
    }

    /// <summary>Opens a WebSocket.</summary>
    /// <exception cref="SocketIoConnectException">The server has refused it.</exception>
    public abstract Task<(WebSocket Socket, IReadOnlyDictionary<string, StringValues> Headers)> OpenWebSocketAsync(Uri target, CancellationToken cancellation);

    protected abstract Task<HttpResponseMessage> SendOverAsync(HttpRequestMessage request, CancellationToken cancellation);

    protected IEnumerable<KeyValuePair<string, string>> HeadersFor(Uri target)
    {
        var cookies = options.Cookies.GetCookieHeader(target);
        return cookies.Length == 0 || options.Headers.ContainsKey("Cookie") ? options.Headers : options.Headers.Append(new("Cookie", cookies));
    }

    protected void Keep(IEnumerable<string?> cookies, Uri target)
    {
        foreach (var cookie in cookies)
        {
            try
            {
                options.Cookies.SetCookies(target, cookie!);
            }
            catch (CookieException)
            {
                // A browser would not keep it either.
            }
        }
    }

    public static SocketIoConnectException Refusal(int status, string body, Exception? inner = null) =>
        new($"The server has refused the handshake with status {status}{(body.Length > 0 ? ": " + body : string.Empty)}.", (HttpStatusCode)status, inner);
}
