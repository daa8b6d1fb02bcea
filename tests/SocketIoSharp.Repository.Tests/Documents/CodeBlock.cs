namespace SocketIoSharp.Repository.Tests.Documents;

/// <summary>A fenced block: what stands behind the fence, and the lines inside.</summary>
internal sealed record CodeBlock(string Info, IReadOnlyList<string> Lines)
{
    private const string Prefix = "snippet:";

    /// <summary>The name of the snippet that the block quotes, if it is a C# block that quotes one.</summary>
    public string? Snippet => Info.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["csharp", .. var others]
        ? others.FirstOrDefault(word => word.StartsWith(Prefix, StringComparison.Ordinal))?[Prefix.Length..]
        : null;
}
