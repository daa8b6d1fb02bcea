using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace SocketIoSharp.EngineIo.Hosting;

/// <summary>Keeps to the path as it is on the wire: routing alone would ignore case, decode escapes and not tell <c>/socket.io</c> from <c>/socket.io/</c>.</summary>
internal sealed class PathConstraint(string path, bool needsSlash) : IRouteConstraint
{
    private readonly string _onTheWire = new PathString(path).ToUriComponent();

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        // Without a request somebody asks for a link; there is none to be had to a client's connection.
        if (httpContext?.Request.Path.Value is not { } requested)
        {
            return false;
        }

        // A group of endpoints may stand in front, so the path is found from the end.
        var rest = "/" + values[routeKey];
        var hasSlash = requested.EndsWith(rest, StringComparison.Ordinal);
        var prefix = hasSlash ? requested.AsSpan(0, requested.Length - rest.Length) : requested;
        return (hasSlash || !needsSlash) && prefix.EndsWith(path, StringComparison.Ordinal) && IsUnescaped(httpContext);
    }

    private bool IsUnescaped(HttpContext http) =>
        http.Features.Get<IHttpRequestFeature>()?.RawTarget is not { Length: > 0 } target || target.Contains(_onTheWire, StringComparison.Ordinal);
}
