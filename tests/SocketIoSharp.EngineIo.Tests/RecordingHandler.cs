using System.Text;
using System.Threading.Channels;

namespace SocketIoSharp.EngineIo.Tests;

/// <summary>The layer above the engine, as a test sees it.</summary>
internal sealed class RecordingHandler : IEngineHandler
{
    private readonly Channel<EngineSession> _opened = Channel.CreateUnbounded<EngineSession>();
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private readonly Channel<Closing> _closings = Channel.CreateUnbounded<Closing>();

    public Action<EngineSession> Opening { get; set; } = _ => { };

    public Func<EngineSession, string, ValueTask> Receiving { get; set; } = (_, _) => ValueTask.CompletedTask;

    public Action<EngineSession> ClosingNow { get; set; } = _ => { };

    public Action<EngineSession> Deadline { get; set; } = _ => { };

    public void OnOpen(EngineSession session)
    {
        Opening(session);
        _opened.Writer.TryWrite(session);
    }

    public ValueTask OnMessageAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary)
    {
        // Copied at once: the memory is valid only now.
        var text = isBinary ? "b" + Convert.ToBase64String(message.Span) : Encoding.UTF8.GetString(message.Span);
        _messages.Writer.TryWrite(text);
        return Receiving(session, text);
    }

    public void OnClose(EngineSession session, string reason, string? description)
    {
        _closings.Writer.TryWrite(new Closing(session, reason, description));
        ClosingNow(session);
    }

    public void OnDeadline(EngineSession session) => Deadline(session);

    public Task<EngineSession> OpenedAsync() => _opened.Reader.ReadAsync().Soon();

    /// <summary>The next message: a text, or <c>b</c> and base64.</summary>
    public Task<string> MessageAsync() => _messages.Reader.ReadAsync().Soon();

    public Task<Closing> ClosedAsync() => _closings.Reader.ReadAsync().Soon();

    /// <summary>What has arrived and was not asked for.</summary>
    public bool HasMessage => _messages.Reader.TryPeek(out _);

    public bool HasClosing => _closings.Reader.TryPeek(out _);

    internal sealed record Closing(EngineSession Session, string Reason, string? Description);
}
