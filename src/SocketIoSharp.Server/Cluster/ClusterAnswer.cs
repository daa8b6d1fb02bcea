namespace SocketIoSharp.Cluster;

/// <summary>The one argument that an answer between nodes carries.</summary>
/// <param name="json">A JSON value in UTF-8, binary replaced by placeholders; empty when the answer has no argument. Not copied.</param>
/// <param name="attachments">The binary parts, in the order of their placeholders' numbers. Not copied.</param>
public sealed class ClusterAnswer(ReadOnlyMemory<byte> json, params ReadOnlyMemory<byte>[] attachments)
{
    /// <summary>An answer without an argument.</summary>
    public static ClusterAnswer Empty { get; } = new(default);

    /// <summary>A JSON value in UTF-8, binary replaced by placeholders; empty when the answer has no argument.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>The binary parts, in the order of their placeholders' numbers. Do not change them.</summary>
    public ReadOnlyMemory<byte>[] Attachments { get; } = attachments;
}
