namespace SocketIoSharp.Protocol;

/// <summary>What a packet decoder accepts.</summary>
public sealed record ProtocolLimits
{
    /// <summary>The most attachments that one packet may announce. Default 10, the reference parser's.</summary>
    public int MaxAttachments { get; init; } = 10;

    /// <summary>The deepest nesting of arrays and objects, whatever the format that they come in. Default 64, that of System.Text.Json.</summary>
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>The defaults.</summary>
    public static ProtocolLimits Default { get; } = new();
}
