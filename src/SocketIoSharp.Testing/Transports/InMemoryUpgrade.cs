using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SocketIoSharp.Testing.Transports;

/// <summary>What a web server offers to a request that may leave HTTP: here, two pipes take the place of the connection.</summary>
internal sealed class InMemoryUpgrade : IHttpUpgradeFeature
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private HttpContext _http = null!;

    public bool IsUpgradableRequest => true;

    /// <summary>The client's end, once the application has switched protocols.</summary>
    public Stream? ClientStream { get; private set; }

    public void AttachTo(HttpContext http)
    {
        _http = http;
        http.Features.Set<IHttpUpgradeFeature>(this);
    }

    public async Task<Stream> UpgradeAsync()
    {
        // The end of the request is the end of the connection, in order or not.
        var aborted = _http.RequestAborted.UnsafeRegister(static upgrade => ((InMemoryUpgrade)upgrade!).Break(), this);
        _http.Response.OnCompleted(() =>
        {
            aborted.Unregister();
            _toClient.Writer.Complete();
            _toServer.Reader.Complete();
            return Task.CompletedTask;
        });
        ClientStream = new PipeStream(_toClient.Reader, _toServer.Writer);
        _http.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;

        // Hands the head of the response to whoever made the request; starting it alone would not.
        await _http.Response.Body.FlushAsync();
        return new PipeStream(_toServer.Reader, _toClient.Writer);
    }

    private void Break()
    {
        var gone = new IOException("The connection was aborted.");
        _toServer.Writer.Complete(gone);
        _toClient.Writer.Complete(gone);
    }
}
