using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo;

/// <summary>A request that was refused.</summary>
/// <param name="Http">The request. Valid until the handler returns.</param>
/// <param name="Code">The code that the client is told: 0 to 5.</param>
/// <param name="Message">What the code means. A text of the application's own stands in <paramref name="Context"/>.</param>
/// <param name="Context">
/// The details, under the reference's names: <c>transport</c>; <c>sid</c>; <c>method</c>; <c>message</c>; <c>protocol</c>; or <c>name</c>
/// (<c>INVALID_ORIGIN</c>, <c>TRANSPORT_MISMATCH</c>, <c>PROTOCOL_MISMATCH</c>, <c>TRANSPORT_HANDSHAKE_ERROR</c>, <c>ID_GENERATION_ERROR</c>)
/// with <c>origin</c>, <c>transport</c>, <c>previousTransport</c>, <c>protocol</c>, <c>previousProtocol</c> or <c>error</c>.
/// </param>
public sealed record EngineConnectionError(HttpContext Http, int Code, string Message, IReadOnlyDictionary<string, object?> Context);
