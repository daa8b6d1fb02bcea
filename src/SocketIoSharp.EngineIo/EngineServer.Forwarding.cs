using SocketIoSharp.EngineIo.Requests;

namespace SocketIoSharp.EngineIo;

public sealed partial class EngineServer
{
    /// <summary>Lets another node answer that may have the session.</summary>
    /// <returns>Whether the request is done with; otherwise it is to be refused.</returns>
    private ValueTask<bool> TryForwardAsync(EngineRequest request, EngineError error) =>
        Options.Forwarder is { } forwarder && request.SessionId is { } id && error.Code == EngineError.UnknownSession.Code
            ? forwarder.TryForwardAsync(request.Http, id, Options)
            : ValueTask.FromResult(false);
}
