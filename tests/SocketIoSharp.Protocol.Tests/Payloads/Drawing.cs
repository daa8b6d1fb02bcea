namespace SocketIoSharp.Protocol.Tests.Payloads;

/// <summary>An argument with bytes in every kind of place.</summary>
internal sealed record Drawing
{
    public string? Title { get; init; }

    public byte[]? Image { get; init; }

    public ReadOnlyMemory<byte> Thumbnail { get; init; }

    public Memory<byte>? Mask { get; init; }

    public List<byte[]> Layers { get; init; } = [];

    public Dictionary<string, ReadOnlyMemory<byte>> Brushes { get; init; } = [];

    public Drawing? Background { get; init; }
}
