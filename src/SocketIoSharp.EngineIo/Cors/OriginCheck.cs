using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.EngineIo.Cors;

/// <summary>
/// Decides whether a page may open a WebSocket. Browsers open those from pages of any origin, with the user's cookies, and ask nobody; CORS is for what HTTP
/// answers. A client that names no origin is none of a browser's.
/// </summary>
internal static class OriginCheck
{
    public static ValueTask<bool> IsAllowedAsync(HttpContext http, EngineIoCors? cors)
    {
        var origin = http.Request.Headers.Origin.ToString();
        return origin.Length == 0 || IsSame(origin, http.Request) || cors?.Allows(origin) == true
            ? new ValueTask<bool>(true)
            : IsAllowedByPolicyAsync(http, origin);
    }

    // The scheme is not compared: TLS often ends at a proxy, and the server sees plain HTTP.
    private static bool IsSame(string origin, HttpRequest request)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !request.Host.HasValue)
        {
            return false;
        }

        var port = request.Host.Port ?? (uri.Scheme == Uri.UriSchemeHttps ? 443 : 80);
        return uri.Port == port && string.Equals(uri.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase);
    }

    // What RequireCors and [EnableCors] have left at the endpoint; without either, the application's default policy.
    private static async ValueTask<bool> IsAllowedByPolicyAsync(HttpContext http, string origin)
    {
        var policy = http.GetEndpoint()?.Metadata.GetMetadata<ICorsMetadata>() switch
        {
            IDisableCorsAttribute => null,
            ICorsPolicyMetadata metadata => metadata.Policy,
            IEnableCorsAttribute metadata => await FindAsync(http, metadata.PolicyName),
            _ => await FindAsync(http, null),
        };
        return policy is not null && (policy.AllowAnyOrigin || policy.IsOriginAllowed(origin));
    }

    private static async ValueTask<CorsPolicy?> FindAsync(HttpContext http, string? name) =>
        http.RequestServices?.GetService<ICorsPolicyProvider>() is { } provider ? await provider.GetPolicyAsync(http, name) : null;
}
