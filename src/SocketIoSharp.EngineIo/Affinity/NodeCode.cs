using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace SocketIoSharp.EngineIo;

/// <summary>
/// What the session ids of one node of a cluster begin with, so that other nodes know whose session a request is about: 4 characters of the URL-safe base64 alphabet. A code says where
/// a session is, and is no secret.
/// </summary>
public static class NodeCode
{
    /// <summary>The number of characters of a code.</summary>
    public const int Length = 4;

    private const int Bytes = 3;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Makes a random code, one of 16,777,216.</summary>
    public static string Create()
    {
        Span<byte> random = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }

    /// <summary>Whether a text is a code.</summary>
    public static bool IsValid(string? code) => code is { Length: Length } && !code.AsSpan().ContainsAnyExcept(Alphabet);

    /// <summary>The code of the node that has given a session its id.</summary>
    /// <returns><see langword="null"/> when the text is no id that a node of a cluster has given.</returns>
    public static string? Of(string sessionId)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        return sessionId.Length == SessionId.Length && !sessionId.AsSpan().ContainsAnyExcept(Alphabet) ? sessionId[..Length] : null;
    }
}
