namespace SocketIoSharp;

/// <summary>A socket that owed an answer was disconnected.</summary>
public sealed class SocketDisconnectedException : IOException
{
    /// <summary>Creates the exception.</summary>
    public SocketDisconnectedException()
        : base("The socket was disconnected before it answered.")
    {
    }

    /// <summary>Creates the exception for one socket.</summary>
    public SocketDisconnectedException(string socketId)
        : base($"The socket {socketId} was disconnected before it answered.")
    {
    }

    /// <summary>Creates the exception for one socket and with its cause.</summary>
    public SocketDisconnectedException(string socketId, Exception innerException)
        : base($"The socket {socketId} was disconnected before it answered.", innerException)
    {
    }
}
