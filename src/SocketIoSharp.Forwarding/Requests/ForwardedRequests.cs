using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.Forwarding.Diagnostics;
using SocketIoSharp.Forwarding.Nodes;

namespace SocketIoSharp.Forwarding.Requests;

/// <summary>
/// Stands in front of everything else that the application does with a request: what another node has passed on looks to all of it as it did when the client sent it.
/// </summary>
internal sealed class ForwardedRequests(NodeIdentity self, ForwardMetrics metrics, ForwardingLog log) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            Accept(http);
            return rest(http);
        });
        next(app);
    };

    private void Accept(HttpContext http)
    {
        if (http.Request.QueryString.Value?.Contains("sid=", StringComparison.Ordinal) == true)
        {
            // The first to ask is the last to be called, after CORS and whatever else adds to a response at its start.
            http.Response.OnStarting(static state => AnswerHeaders.RestoreAsync((HttpContext)state), http);
        }

        if (!http.Request.Headers.Remove(ForwardedHeader.Name, out var text))
        {
            return;
        }

        http.Features.Set(PassedOn.Instance);
        if (ForwardedHeader.Parse(text.ToString()) is { } header && header.Code == self.Code && header.Knows(self.Secret))
        {
            metrics.Received();
            http.Request.Scheme = header.Scheme;
            http.Connection.RemoteIpAddress = header.Address;

            // That of the connection between the nodes, which says nothing about the client.
            http.Connection.RemotePort = 0;
        }
        else
        {
            metrics.Failed("not_a_node");
            log.NotANode(http.Connection.RemoteIpAddress);
        }
    }
}
