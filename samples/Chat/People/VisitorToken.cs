using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ember.People;

/// <summary>
/// Who a browser is: 256 random bits in a cookie that no script can read. The public id is a hash of it, so showing the id gives nothing away
/// and nothing has to be looked up to know it.
/// </summary>
internal static class VisitorToken
{
    private const string CookieName = "ember";
    private const int TokenBytes = 32;
    private const int IdLength = 16;

    public static string? ReadPersonId(HttpRequest request)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        return request.Cookies[CookieName] is { } text
            && Base64Url.TryDecodeFromChars(text, token, out var length) && length == TokenBytes
                ? PersonId(token)
                : null;
    }

    /// <summary>Gives the browser its cookie and answers the id that it stands for.</summary>
    public static string Issue(HttpContext http)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        RandomNumberGenerator.Fill(token);
        http.Response.Cookies.Append(CookieName, Base64Url.EncodeToString(token), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax, // sent when a link is followed, never when another site's script calls
            Secure = http.Request.IsHttps,
        });
        return PersonId(token);
    }

    private static string PersonId(ReadOnlySpan<byte> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, hash);
        return Base64Url.EncodeToString(hash)[..IdLength];
    }
}
