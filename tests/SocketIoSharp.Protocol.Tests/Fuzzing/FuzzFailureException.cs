namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>An input for which a decoder has broken a promise.</summary>
internal sealed class FuzzFailureException(string message, Exception? innerException = null) : Exception(message, innerException);
