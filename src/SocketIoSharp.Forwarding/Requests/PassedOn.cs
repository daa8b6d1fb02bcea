namespace SocketIoSharp.Forwarding.Requests;

/// <summary>Marks a request that came from another node, or claimed to. It goes no further.</summary>
internal sealed class PassedOn
{
    /// <summary>The only one: there is nothing to tell one from another.</summary>
    public static PassedOn Instance { get; } = new();
}
