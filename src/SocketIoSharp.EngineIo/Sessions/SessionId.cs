using System.Buffers.Text;
using System.Security.Cryptography;

namespace SocketIoSharp.EngineIo;

/// <summary>Makes the ids of sessions and sockets. A session id authenticates every later request, so it must be unguessable.</summary>
public static class SessionId
{
    // 15 bytes are 20 characters without padding: the length of the reference server's ids, and 120 bits from a secure source.
    internal const int Length = 20;
    private const int Bytes = 15;

    // 12 bytes are the 16 characters that a node's code leaves: 96 bits.
    private const int BytesBehindCode = 12;

    /// <summary>A new id: 20 characters of the URL-safe base64 alphabet.</summary>
    public static string Create()
    {
        Span<byte> random = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }

    /// <summary>A new id of a node's session: as long as others, with the node's code in front and 96 random bits behind it.</summary>
    internal static string Create(string nodeCode)
    {
        Span<byte> random = stackalloc byte[BytesBehindCode];
        RandomNumberGenerator.Fill(random);
        Span<char> text = stackalloc char[Length - NodeCode.Length];
        Base64Url.EncodeToChars(random, text);
        return string.Concat(nodeCode, text);
    }
}
