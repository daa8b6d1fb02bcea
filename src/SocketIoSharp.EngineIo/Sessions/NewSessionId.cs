using SocketIoSharp.EngineIo.Requests;

namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>An id for a session to come, or why there is none. Kept from others until it is disposed of.</summary>
internal readonly record struct NewSessionId(string Value, EngineError? Error, IdGenerator? Owner) : IDisposable
{
    public void Dispose() => Owner?.Release(Value);
}
