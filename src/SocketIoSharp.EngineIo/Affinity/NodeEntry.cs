namespace SocketIoSharp.EngineIo;

/// <summary>A node of a cluster, as the others know it. Immutable.</summary>
/// <param name="Code">What the ids of its sessions begin with: a <see cref="NodeCode"/>.</param>
/// <param name="Address">Where other nodes reach it: <c>http</c> or <c>https</c>, host and port.</param>
/// <param name="Secret">What it wants to see with requests that other nodes pass on to it. Whoever can read the directory can claim to be a node.</param>
public sealed record NodeEntry(string Code, Uri Address, string Secret)
{
    /// <summary>The entry without its secret.</summary>
    public override string ToString() => $"{Code} at {Address}";
}
