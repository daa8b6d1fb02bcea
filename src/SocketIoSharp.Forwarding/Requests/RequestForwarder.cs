using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding.Diagnostics;
using SocketIoSharp.Forwarding.Nodes;
using Yarp.ReverseProxy.Forwarder;

namespace SocketIoSharp.Forwarding.Requests;

/// <summary>Passes requests on to the nodes that have their sessions.</summary>
internal sealed class RequestForwarder : IRequestForwarder, IDisposable
{
    // On top of the heartbeat, within which something must come.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly NodeIdentity _self;
    private readonly KnownNodes _nodes;
    private readonly IHttpForwarder _http;
    private readonly ForwardMetrics _metrics;
    private readonly ForwardingLog _log;
    private readonly HttpMessageInvoker _client;
    private readonly CancellationTokenSource _stopped = new();

    public RequestForwarder(NodeIdentity self, KnownNodes nodes, IHttpForwarder http, IOptions<ForwardingOptions> options, ForwardMetrics metrics, ForwardingLog log)
    {
        _self = self;
        _nodes = nodes;
        _http = http;
        _metrics = metrics;
        _log = log;
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            // Nothing is decided here: the answer is the other node's, as it is.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = options.Value.ConnectTimeout,
            ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        });
    }

    public string NodeCode => _self.Code;

    public async ValueTask<bool> TryForwardAsync(HttpContext http, string sessionId, EngineIoOptions options)
    {
        if (EngineIo.NodeCode.Of(sessionId) is not { } code || code == _self.Code)
        {
            return false;
        }

        if (http.Features.Get<PassedOn>() is not null)
        {
            // One hop, never more: nodes that disagree on who is who must not send a request round and round.
            _metrics.Failed("second_hop");
            return false;
        }

        if (await _nodes.FindAsync(code) is not { } node)
        {
            _metrics.Failed("unknown_node");
            return false;
        }

        if (http.Request.ContentLength > options.MaxHttpBufferSize)
        {
            _metrics.Failed("payload_size");
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return true;
        }

        return await ForwardAsync(http, node, options);
    }

    /// <summary>Ends what is under way, and forwards nothing more.</summary>
    public void Stop() => _stopped.Cancel();

    public void Dispose()
    {
        _client.Dispose();
        _stopped.Dispose();
    }

    private async Task<bool> ForwardAsync(HttpContext http, NodeEntry node, EngineIoOptions options)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // The other node counts, and answers in its own words.
            size.MaxRequestBodySize = null;
        }

        var config = new ForwarderRequestConfig { ActivityTimeout = options.PingInterval + options.PingTimeout + Grace };
        ForwarderError error;
        using (_metrics.Begin(KindOf(http)))
        {
            error = await _http.SendAsync(http, node.Address.AbsoluteUri, _client, config, new NodeTransformer(node), _stopped.Token);
        }

        if (error is ForwarderError.None)
        {
            _log.Reached(node);
            return true;
        }

        return IsDoneWith(http, node, error);
    }

    private bool IsDoneWith(HttpContext http, NodeEntry node, ForwarderError error)
    {
        if (http.RequestAborted.IsCancellationRequested || _stopped.IsCancellationRequested)
        {
            // The client has left, or this node is about to. Nobody is at fault.
            return http.RequestAborted.IsCancellationRequested || http.Response.HasStarted;
        }

        _metrics.Failed(TypeOf(error));
        _log.NotReached(node, error, http.Features.Get<IForwarderErrorFeature>()?.Exception);
        return http.Response.HasStarted;
    }

    private static string KindOf(HttpContext http) =>
        http.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(http.Request.Method) ? "upgrade" : HttpMethods.IsPost(http.Request.Method) ? "push" : "poll";

    private static string TypeOf(ForwarderError error) => error switch
    {
        ForwarderError.Request or ForwarderError.RequestTimedOut => "unreachable",
        ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled => "client_body",
        _ => "broken_off",
    };
}
