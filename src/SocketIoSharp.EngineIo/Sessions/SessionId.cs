using System.Buffers.Text;
using System.Security.Cryptography;

namespace SocketIoSharp.EngineIo;

/// <summary>Makes the ids of sessions and sockets. A session id authenticates every later request, so it must be unguessable.</summary>
public static class SessionId
{
    // 15 bytes are 20 characters without padding: the length of the reference server's ids, and 120 bits from a secure source.
    private const int Bytes = 15;

    /// <summary>A new id: 20 characters of the URL-safe base64 alphabet.</summary>
    public static string Create()
    {
        Span<byte> random = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
