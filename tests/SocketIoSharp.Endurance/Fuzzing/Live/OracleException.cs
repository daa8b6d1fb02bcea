namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>The server has done what it never may.</summary>
internal sealed class OracleException(string message) : Exception(message);
