namespace SocketIoSharp;

/// <summary>An answer did not come in time.</summary>
public sealed class AckTimeoutException : TimeoutException
{
    /// <summary>Creates the exception with the reference server's message.</summary>
    public AckTimeoutException()
        : base("operation has timed out")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public AckTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public AckTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
