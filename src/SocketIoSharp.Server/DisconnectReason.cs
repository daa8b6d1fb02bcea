using SocketIoSharp.EngineIo;

namespace SocketIoSharp;

/// <summary>Why a socket was disconnected. Two reasons are equal when their names are.</summary>
/// <param name="name">The reason in the protocol's words.</param>
/// <param name="description">What happened in detail, if that is known.</param>
public readonly struct DisconnectReason(string name, string? description = null) : IEquatable<DisconnectReason>
{
    /// <summary>The client disconnected the socket: <c>client namespace disconnect</c>.</summary>
    public static DisconnectReason ClientNamespaceDisconnect { get; } = new("client namespace disconnect");

    /// <summary>The server disconnected the socket: <c>server namespace disconnect</c>.</summary>
    public static DisconnectReason ServerNamespaceDisconnect { get; } = new("server namespace disconnect");

    /// <summary>The server shuts down: <c>server shutting down</c>.</summary>
    public static DisconnectReason ServerShuttingDown { get; } = new("server shutting down");

    /// <summary>The connection was closed or broke: <c>transport close</c>.</summary>
    public static DisconnectReason TransportClose { get; } = new(CloseReason.TransportClose);

    /// <summary>The client broke the rules of its transport, or was too slow: <c>transport error</c>.</summary>
    public static DisconnectReason TransportError { get; } = new(CloseReason.TransportError);

    /// <summary>The client did not answer a heartbeat: <c>ping timeout</c>.</summary>
    public static DisconnectReason PingTimeout { get; } = new(CloseReason.PingTimeout);

    /// <summary>The server closed the connection, among others after a packet that breaks the protocol: <c>forced close</c>.</summary>
    public static DisconnectReason ForcedClose { get; } = new(CloseReason.ForcedClose);

    /// <summary>An Engine.IO packet could not be decoded: <c>parse error</c>.</summary>
    public static DisconnectReason ParseError { get; } = new(CloseReason.ParseError);

    /// <summary>The reason in the protocol's words.</summary>
    public string Name { get; } = name;

    /// <summary>What happened in detail, if that is known.</summary>
    public string? Description { get; } = description;

    /// <summary>Whether two reasons have one name.</summary>
    public static bool operator ==(DisconnectReason left, DisconnectReason right) => left.Equals(right);

    /// <summary>Whether two reasons have different names.</summary>
    public static bool operator !=(DisconnectReason left, DisconnectReason right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(DisconnectReason other) => Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DisconnectReason other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name ?? string.Empty;
}
