using System.Net.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>Sends on the thread that has something to say, for as long as the kernel takes it.</summary>
internal static class SocketWriting
{
    /// <summary>Sends bytes through a socket that does not block. Completes at once when the kernel takes them all.</summary>
    /// <exception cref="IOException">The connection is broken or closed.</exception>
    public static ValueTask WriteAsync(this NetSocket socket, ReadOnlyMemory<byte> bytes)
    {
        int sent;
        SocketError error;
        try
        {
            sent = socket.Send(bytes.Span, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException exception)
        {
            return ValueTask.FromException(new IOException("The connection was closed.", exception));
        }

        return error switch
        {
            SocketError.Success when sent == bytes.Length => ValueTask.CompletedTask,
            SocketError.Success or SocketError.WouldBlock => WriteRestAsync(socket, bytes[Math.Max(0, sent)..]),
            _ => ValueTask.FromException(new IOException("The connection was reset.", new SocketException((int)error))),
        };
    }

    private static async ValueTask WriteRestAsync(NetSocket socket, ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (!rest.IsEmpty)
            {
                rest = rest[await socket.SendAsync(rest, SocketFlags.None)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new IOException("The connection was closed while a client was slow to read.", exception);
        }
    }
}
