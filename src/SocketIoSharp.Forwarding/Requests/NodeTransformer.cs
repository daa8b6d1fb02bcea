using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SocketIoSharp.EngineIo;
using Yarp.ReverseProxy.Forwarder;

namespace SocketIoSharp.Forwarding.Requests;

/// <summary>A request as another node gets it, and its answer as the client gets it: what the client and that node have said, unchanged.</summary>
internal sealed class NodeTransformer(NodeEntry node) : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.RequestUri = RequestUtilities.MakeDestinationAddress(
            destinationPrefix, httpContext.Request.PathBase.Add(httpContext.Request.Path), httpContext.Request.QueryString);
        proxyRequest.Headers.Remove(ForwardedHeader.Name);
        proxyRequest.Headers.TryAddWithoutValidation(ForwardedHeader.Name, ForwardedHeader.To(node, httpContext).ToString());
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        }

        // What this node has added so far is not needed any more; cookies of its own may be.
        var response = httpContext.Response.Headers;
        response.Remove(HeaderNames.Vary);
        foreach (var (name, _) in proxyResponse.Headers.NonValidated)
        {
            if (!name.Equals(HeaderNames.SetCookie, StringComparison.OrdinalIgnoreCase))
            {
                response.Remove(name);
            }
        }

        var isAnswered = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        httpContext.Features.Set(new AnswerHeaders([.. response.Where(header => IsAddedTo(header.Key))]));
        return isAnswered;
    }

    // Those that middlewares append to, rather than set.
    private static bool IsAddedTo(string name) => name.Equals(HeaderNames.Vary, StringComparison.OrdinalIgnoreCase);
}
