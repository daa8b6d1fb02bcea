using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding;

/// <summary>How requests reach the node that has their session. Read once, when the server is made.</summary>
public sealed class ForwardingOptions
{
    /// <summary>
    /// Where the other nodes reach this one, such as <c>http://10.0.0.7:8080</c>. Default <see langword="null"/>: the first address that the web server listens on, with an address of this machine where it
    /// listens on all. Not used beside <see cref="Nodes"/>.
    /// </summary>
    public Uri? NodeAddress { get; set; }

    /// <summary>This node's code, a <see cref="EngineIo.NodeCode"/>. Default <see langword="null"/>: a random one, another each time. Must be one of <see cref="Nodes"/> when these are set.</summary>
    public string? NodeCode { get; set; }

    /// <summary>
    /// All nodes, this one among them: their codes and addresses. Default none: nodes find each other by the <see cref="INodeDirectory"/> of the application's services, which a broker's package registers.
    /// </summary>
    public IDictionary<string, Uri> Nodes { get; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>
    /// What requests carry that one node passes on to another, so that no client can claim to be a node: at least 16 characters, the same on all nodes. Needed with <see cref="Nodes"/>. Default
    /// <see langword="null"/>: each node makes its own, which the others find in the directory.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>How long a connection to another node may take. Default 1 second. Later its client is told that the session is unknown, and connects anew.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node is known that has not renewed its entry. Default 30 seconds; it is renewed in a third of the time.</summary>
    public TimeSpan EntryLifetime { get; set; } = TimeSpan.FromSeconds(30);
}
