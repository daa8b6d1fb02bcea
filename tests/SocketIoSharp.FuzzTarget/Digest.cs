using System.Security.Cryptography;
using System.Text;

namespace SocketIoSharp.FuzzTarget;

/// <summary>A short text that is equal for equal packets.</summary>
internal static class Digest
{
    private const int Length = 16;

    public static string Of(string description) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description)))[..Length];
}
