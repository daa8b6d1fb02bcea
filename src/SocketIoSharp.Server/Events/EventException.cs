namespace SocketIoSharp;

/// <summary>Thrown by a handler to refuse an event: the message goes to the client, where it asked for an answer, as <c>{"error":"…"}</c>.</summary>
public sealed class EventException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public EventException()
        : base("the event was refused")
    {
    }

    /// <summary>Creates the exception with the message for the client.</summary>
    public EventException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the message for the client and a cause, which is only logged.</summary>
    public EventException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
