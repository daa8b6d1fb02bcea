using System.Text.Json;

namespace SocketIoSharp;

/// <summary>A client that wants to connect to a namespace, as its middlewares see it.</summary>
public sealed class ConnectContext
{
    internal ConnectContext(Socket socket) => Socket = socket;

    /// <summary>The socket that is to be connected. Events emitted to it now arrive before the client's <c>connect</c> event; rooms joined now count once it is connected.</summary>
    public Socket Socket { get; }

    /// <summary>What the client sent to prove who it is.</summary>
    public JsonElement Auth => Socket.Handshake.Auth;

    internal bool IsRejected => RejectionJson is not null;

    /// <summary>The payload of the CONNECT_ERROR packet.</summary>
    internal byte[]? RejectionJson { get; private set; }

    /// <summary>Refuses the client: it gets a <c>connect_error</c> with this message. Later middlewares do not run.</summary>
    public void Reject(string message) => Reject<object?>(message, null);

    /// <summary>Refuses the client: it gets a <c>connect_error</c> with this message and, as <c>err.data</c>, with these details.</summary>
    public void Reject<T>(string message, T data)
    {
        ArgumentNullException.ThrowIfNull(message);
        RejectionJson = Socket.Connection.Revision.RefusalPayload(message, data, Socket.Server.Options.Json);
    }
}
