using System.Security.Cryptography;
using System.Text;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>A message or control frame as a line of text, short enough to be read when a test fails.</summary>
internal static class Notation
{
    private const int LongestInFull = 1000;

    public static string Of(string kind, ReadOnlySpan<byte> payload) => $"{kind}:" + (payload.Length > LongestInFull
        ? $"{payload.Length} bytes of hash {Convert.ToHexString(SHA256.HashData(payload)[..8])}"
        : kind == "text" ? Encoding.UTF8.GetString(payload) : Convert.ToHexString(payload));

    public static string Of(in WebSocketReadResult result) => result.Status is WebSocketReadStatus.Failed
        ? $"failed:{result.CloseCode}"
        : Of(result.Opcode.ToString().ToLowerInvariant(), result.Payload.Span);
}
