using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace SocketIoSharp.Hosting;

/// <summary>Keeps to the path as it is on the wire: routing alone would ignore case, decode escapes and not tell <c>/socket.io</c> from <c>/socket.io/</c>.</summary>
internal sealed class PathConstraint(string path, bool needsSlash) : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        // Without a request somebody asks for a link; there is none to be had to a client's connection.
        if (httpContext?.Request.Path.Value is not { } requested || !requested.StartsWith(path, StringComparison.Ordinal))
        {
            return false;
        }

        var hasBoundary = requested.Length == path.Length ? !needsSlash : requested[path.Length] == '/';
        return hasBoundary && IsUnescaped(httpContext);
    }

    private bool IsUnescaped(HttpContext http) =>
        http.Features.Get<IHttpRequestFeature>()?.RawTarget is not { Length: > 0 } target || target.Contains(path, StringComparison.Ordinal);
}
