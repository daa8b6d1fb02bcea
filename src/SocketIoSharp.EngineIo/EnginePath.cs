using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo.Hosting;

namespace SocketIoSharp.EngineIo;

/// <summary>The paths on which servers listen, matched as they are on the wire: in letter case, without decoding, and with whatever follows.</summary>
public static class EnginePath
{
    private const string Rest = "rest";

    /// <summary>Finds what is wrong with a path.</summary>
    /// <returns>The end of a sentence about it, or <see langword="null"/>.</returns>
    public static string? FindError(string? path) =>
        path is null || !path.StartsWith('/') ? $"\"{path}\" must start with a slash: write \"/{path}\"."
        : path.AsSpan().IndexOfAny("{}?#*") >= 0 ? $"\"{path}\" must be a plain path, without parameters, query or wildcards."
        : path.Trim('/').Length == 0 ? "must not be the root: other requests would never be reached. Write for example \"/socket.io\"."
        : path.Contains("//", StringComparison.Ordinal) ? $"\"{path}\" must not have two slashes in a row."
        : null;

    /// <summary>Maps all requests under a path. They may last for long: timeouts of the application do not apply.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path, without a slash at its end.</param>
    /// <param name="needsSlash">Whether the path must be followed by a slash: see <see cref="EngineIoOptions.AddTrailingSlash"/>.</param>
    /// <param name="handler">Answers the requests.</param>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path, bool needsSlash, RequestDelegate handler) => endpoints
        .Map(
            RoutePatternFactory.Parse(
                path + "/{**" + Rest + "}",
                defaults: null,
                parameterPolicies: new RouteValueDictionary { [Rest] = new PathConstraint(path, needsSlash) }),
            handler)
        .WithMetadata(new DisableRequestTimeoutAttribute())

        // A client would take the page behind a redirection to the log-in for a broken answer. It understands 401 and 403.
        .DisableCookieRedirect()

        // The output cache heeds no response header: with a policy for everything it would give one client's session to another.
        .CacheOutput(static policy => policy.NoCache());

    /// <summary>What follows the path and its slash in a request that was mapped.</summary>
    public static string? RestOf(HttpContext http) => http.GetRouteValue(Rest) as string;
}
