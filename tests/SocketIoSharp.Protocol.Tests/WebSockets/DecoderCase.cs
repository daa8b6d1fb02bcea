using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>What a client sends, and what a decoder finds in it, in the notation of <see cref="Notation"/>.</summary>
internal sealed partial record DecoderCase(string Name, byte[] Input, string[] Expected)
{
    public const int DefaultMaxMessageBytes = 1_000_000;

    public WebSocketLimits Limits { get; init; } = new(DefaultMaxMessageBytes);

    /// <summary>Frames and what they give. An expectation may be written as <c>text:hello</c>, <c>binary:0102</c>, <c>ping:</c>, <c>failed:1002</c>.</summary>
    public static DecoderCase Of(string name, ClientFrame[] frames, params string[] expected) =>
        new(name, [.. frames.SelectMany(frame => frame.ToBytes())], expected);

    public static DecoderCase Of(string name, ClientFrame frame, params string[] expected) => Of(name, [frame], expected);

    public static string Binary(ReadOnlySpan<byte> payload) => Notation.Of("binary", payload);

    public static string Text(ReadOnlySpan<byte> payload) => Notation.Of("text", payload);
}
