using System.Globalization;
using System.Text;
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

    /// <summary>Sets the cookie. Written by hand to keep the reference's spelling and order, which some proxies compare.</summary>
    internal void AppendTo(HttpResponse response, string sessionId)
    {
        var text = new StringBuilder(Name).Append('=').Append(Uri.EscapeDataString(sessionId));
        Append(text, "Max-Age", MaxAge is { } age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);
        Append(text, "Domain", Domain);
        Append(text, "Path", Path);
        Append(text, "Expires", Expires?.ToString("R", CultureInfo.InvariantCulture));
        AppendFlag(text, "HttpOnly", HttpOnly);
        AppendFlag(text, "Secure", Secure);
        AppendFlag(text, "Partitioned", Partitioned);
        Append(text, "Priority", Priority);
        Append(text, "SameSite", SameSite is SameSiteMode.Unspecified ? null : SameSite.ToString());
        response.Headers.Append("Set-Cookie", text.ToString());
    }

    private static void Append(StringBuilder text, string attribute, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append("; ").Append(attribute).Append('=').Append(value);
        }
    }

    private static void AppendFlag(StringBuilder text, string attribute, bool isSet)
    {
        if (isSet)
        {
            text.Append("; ").Append(attribute);
        }
    }
}
