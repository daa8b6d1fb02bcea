using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>What an error of a socket means for its connection.</summary>
internal static class SocketErrors
{
    public static string Describe(SocketError error) => new SocketException((int)error).Message;

    /// <summary>The exception by which a web server tells requests how their connection has ended.</summary>
    public static Exception Translate(SocketError error)
    {
        var cause = new SocketException((int)error);
        return error switch
        {
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => new ConnectionResetException(cause.Message, cause),
            _ => new ConnectionAbortedException(cause.Message, cause),
        };
    }
}
