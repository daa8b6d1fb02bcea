using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo;

/// <summary>
/// Takes requests to the node of a cluster that has their session, so that clients may reach any node with any request. One serves all servers of a process, and is called from any
/// thread.
/// </summary>
public interface IRequestForwarder
{
    /// <summary>This node's code, a <see cref="EngineIo.NodeCode"/>: the ids of its sessions begin with it. Never changes.</summary>
    string NodeCode { get; }

    /// <summary>Answers a request for a session that the server does not have, if another node may have it. For a WebSocket it returns when that is closed.</summary>
    /// <param name="http">The request. Its transport and its origin were checked.</param>
    /// <param name="sessionId">The session, as the client names it.</param>
    /// <param name="options">The options of the server, for its limits and times.</param>
    /// <returns>Whether the request is done with. Otherwise nothing was sent, and the server refuses the request as one of an unknown session.</returns>
    ValueTask<bool> TryForwardAsync(HttpContext http, string sessionId, EngineIoOptions options);
}
