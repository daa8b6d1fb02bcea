using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Diagnostics;
using SocketIoSharp.EngineIo.Requests;

namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>Gives each new session its id: a random one, or the application's own, which is checked.</summary>
internal sealed partial class IdGenerator(EngineIoOptions options, SessionTable sessions, ILogger logger, TimeProvider time)
{
    private readonly WarningThrottle _reports = new(time, LogLevel.Error);

    // Ids between their making and their session: two requests at a time must not get the same one.
    private readonly ConcurrentDictionary<string, bool> _reserved = new(StringComparer.Ordinal);

    public ValueTask<NewSessionId> CreateAsync(HttpContext http) => options.GenerateId is { } generate
        ? AskApplicationAsync(generate, http)
        : new ValueTask<NewSessionId>(new NewSessionId(CreateId(), null, null));

    public void Release(string id) => _reserved.TryRemove(id, out _);

    private string CreateId() => options.Forwarder is { } forwarder ? SessionId.Create(forwarder.NodeCode) : SessionId.Create();

    private async ValueTask<NewSessionId> AskApplicationAsync(Func<HttpContext, ValueTask<string>> generate, HttpContext http)
    {
        try
        {
            var id = await generate(http);
            if (string.IsNullOrEmpty(id))
            {
                throw new InvalidOperationException("EngineIoOptions.GenerateId gave an empty id.");
            }

            if (!_reserved.TryAdd(id, true))
            {
                throw Duplicate();
            }

            if (sessions.Contains(id))
            {
                Release(id);
                throw Duplicate();
            }

            return new NewSessionId(id, null, this);
        }
        catch (Exception exception)
        {
            var level = _reports.NextLevel();
            Log.IdGenerationFailed(logger, level, http.Connection.RemoteIpAddress, exception);
            return new NewSessionId(string.Empty, EngineError.BadRequest.With(("name", "ID_GENERATION_ERROR"), ("error", exception)), null);
        }
    }

    private static InvalidOperationException Duplicate() => new("EngineIoOptions.GenerateId gave the id of another session.");
}
