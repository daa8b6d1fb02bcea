namespace SocketIoSharp.Events;

/// <summary>The arguments of an event do not fit a handler's parameters. The message may be sent to the client.</summary>
internal sealed class BindingException(string message, Exception? innerException = null) : Exception(message, innerException);
