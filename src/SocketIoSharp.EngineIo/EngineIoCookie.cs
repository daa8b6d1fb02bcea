using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo;

/// <summary>The cookie that carries the session id to load balancers with sticky sessions.</summary>
public sealed class EngineIoCookie
{
    /// <summary>The name. Default <c>io</c>.</summary>
    public string Name { get; set; } = "io";

    /// <summary>The path; <see langword="null"/> omits the attribute. Default <c>/</c>.</summary>
    public string? Path { get; set; } = "/";

    /// <summary>The domain. Default none.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether scripts are kept from the cookie. Default <see langword="true"/>.</summary>
    public bool HttpOnly { get; set; } = true;

    /// <summary>Whether the cookie is sent over HTTPS only. Default <see langword="false"/>.</summary>
    public bool Secure { get; set; }

    /// <summary>The same-site rule; <see cref="SameSiteMode.Unspecified"/> omits the attribute. Default <see cref="SameSiteMode.Lax"/>.</summary>
    public SameSiteMode SameSite { get; set; } = SameSiteMode.Lax;

    /// <summary>How long the cookie lives; <see langword="null"/> means until the browser is closed. Default none.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>When the cookie expires. Default none.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>Whether the cookie is kept apart for each top-level site (<c>Partitioned</c>). Default <see langword="false"/>.</summary>
    public bool Partitioned { get; set; }

    /// <summary>The priority: <c>Low</c>, <c>Medium</c> or <c>High</c>. Default none.</summary>
    public string? Priority { get; set; }

    internal void AppendTo(HttpResponse response, string sessionId)
    {
        var options = new CookieOptions
        {
            Path = Path,
            Domain = Domain,
            HttpOnly = HttpOnly,
            Secure = Secure,
            SameSite = SameSite,
            MaxAge = MaxAge,
            Expires = Expires,
        };
        if (Partitioned)
        {
            options.Extensions.Add("Partitioned");
        }

        if (Priority is { } priority)
        {
            options.Extensions.Add("Priority=" + priority);
        }

        response.Cookies.Append(Name, sessionId, options);
    }
}
