using System.Text;

namespace SocketIoSharp.Endurance.Fuzzing.Dialogues;

/// <summary>Requests as bytes.</summary>
internal static class WireRequest
{
    public const string Path = "/socket.io/";

    public static IReadOnlyList<string> UpgradeHeaders { get; } =
        ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];

    /// <param name="method">The method, whatever it is.</param>
    /// <param name="target">The target, whatever it is.</param>
    /// <param name="headers">Whole lines, without their ends.</param>
    /// <param name="body">The body; null for none and no length.</param>
    /// <param name="length">The length that is announced, where it is not the body's.</param>
    public static byte[] Of(string method, string target, IEnumerable<string> headers, byte[]? body = null, string? length = null)
    {
        var head = $"{method} {target} HTTP/1.1\r\nHost: fuzz\r\n{string.Concat(headers.Select(header => header + "\r\n"))}";
        head += body is null ? "\r\n" : $"Content-Length: {length ?? $"{body.Length}"}\r\n\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. body ?? []];
    }
}
