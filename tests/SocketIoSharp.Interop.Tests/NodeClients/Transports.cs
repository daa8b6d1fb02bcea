namespace SocketIoSharp.Interop.Tests.NodeClients;

/// <summary>The ways in which a scenario's clients connect.</summary>
internal static class Transports
{
    public const string Polling = "polling";
    public const string WebSocket = "websocket";

    /// <summary>Polling first, then WebSocket, as clients do by default.</summary>
    public const string Upgrade = "upgrade";
}
