using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SocketIoSharp.EngineIo;

/// <summary>
/// Cross-origin headers as the Node.js server's <c>cors</c> option sets them. They tell browsers what a page may read. Whom they allow may also open a
/// WebSocket: see <see cref="EngineIoOptions.CheckOrigin"/>.
/// </summary>
public sealed class EngineIoCors
{
    /// <summary>
    /// Sent as it is, whatever the request's origin: <c>*</c> or one origin. Default <c>*</c>. Ignored when
    /// <see cref="Origins"/> or <see cref="IsOriginAllowed"/> is set.
    /// </summary>
    public string Origin { get; set; } = "*";

    /// <summary>The origins that are allowed; the request's own is sent back when it is among them. Default none.</summary>
    public IList<string> Origins { get; set; } = [];

    /// <summary>Decides on the request's origin, which is sent back when it is allowed. Default none. An exception refuses a request over HTTP with code 3, and allows a WebSocket nothing; the log has it.</summary>
    public Func<string, bool>? IsOriginAllowed { get; set; }

    /// <summary>Whether browsers may send cookies. Default <see langword="false"/>.</summary>
    public bool Credentials { get; set; }

    /// <summary>The methods named in preflight answers. Default those of the reference.</summary>
    public IList<string> Methods { get; set; } = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"];

    /// <summary>The request headers named in preflight answers. Default: those that the preflight asks for.</summary>
    public IList<string> AllowedHeaders { get; set; } = [];

    /// <summary>The response headers that a page may read. Default none.</summary>
    public IList<string> ExposedHeaders { get; set; } = [];

    /// <summary>How long a browser may keep a preflight answer. Default: not said.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>The status of preflight answers. Default 204.</summary>
    public int OptionsSuccessStatus { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>Adds the headers to the response.</summary>
    /// <returns>Whether the request was a preflight and is answered.</returns>
    public bool Apply(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var headers = http.Response.Headers;
        SetOrigin(http.Request.Headers.Origin.ToString(), headers);
        if (Credentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }

        if (ExposedHeaders.Count > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(',', ExposedHeaders);
        }

        if (http.Request.Method != HttpMethods.Options)
        {
            return false;
        }

        AnswerPreflight(http.Request.Headers.AccessControlRequestHeaders, http.Response);
        return true;
    }

    private bool ReflectsOrigin => Origins.Count > 0 || IsOriginAllowed is not null;

    /// <summary>Whether a page of this origin may read what the server answers.</summary>
    internal bool Allows(string origin) => ReflectsOrigin ? IsListed(origin) : Origin == "*" || Origin == origin;

    private bool IsListed(string origin) => Origins.Contains(origin) || IsOriginAllowed?.Invoke(origin) == true;

    private void SetOrigin(string requested, IHeaderDictionary headers)
    {
        var reflects = ReflectsOrigin;
        if (!reflects && Origin == "*")
        {
            headers.AccessControlAllowOrigin = "*";
            return;
        }

        // The application's function first: when it throws, the refusal has none of these headers.
        var allowed = !reflects ? Origin : requested.Length > 0 && CanBeSent(requested) && IsListed(requested) ? requested : null;
        Vary(headers, "Origin");
        if (allowed is not null)
        {
            headers.AccessControlAllowOrigin = allowed;
        }
    }

    // What was received may have other characters; no header that is sent may, and no page has an origin or asks for a header with them.
    private static bool CanBeSent(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>One header with all the names, as the reference writes it.</summary>
    private static void Vary(IHeaderDictionary headers, string name) =>
        headers.Vary = StringValues.IsNullOrEmpty(headers.Vary) ? name : $"{headers.Vary}, {name}";

    private void AnswerPreflight(StringValues requestedHeaders, HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = string.Join(',', Methods);
        if (AllowedHeaders.Count > 0)
        {
            response.Headers.AccessControlAllowHeaders = string.Join(',', AllowedHeaders);
        }
        else
        {
            Vary(response.Headers, "Access-Control-Request-Headers");
            response.Headers.AccessControlAllowHeaders = CanBeSent(requestedHeaders.ToString()) ? requestedHeaders : default;
        }

        if (MaxAge is { } maxAge)
        {
            response.Headers.AccessControlMaxAge = ((long)maxAge.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        response.StatusCode = OptionsSuccessStatus;
        response.ContentLength = 0;
    }
}
