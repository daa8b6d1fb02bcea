using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.EngineIo.Requests;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>The receiving half of long-polling: a GET is answered with everything that is queued, or waits until something is.</summary>
internal static class PollingTransport
{
    private static readonly FrameGroup[] CloseAnswer = [FrameGroup.Close];
    private static readonly FrameGroup[] NoopAnswer = [FrameGroup.Noop];

    // A session that was closed between two polls says so in the next one.
    private static readonly FrameGroup[] LateCloseAnswer = [FrameGroup.Noop, FrameGroup.Close];

    public static async Task PollAsync(HttpContext http, EngineSession session)
    {
        if (session.Transport != EngineTransports.Polling)
        {
            // Upgraded after the request was let in.
            await AnswerWithAsync(http, session, CloseAnswer);
            return;
        }

        if (!session.Outbound.TryAcquire(out var acquired))
        {
            session.Close(CloseReason.TransportError, "overlap from client");
            EngineResponses.WriteStatus(http, StatusCodes.Status400BadRequest);
            return;
        }

        await acquired;
        try
        {
            await AnswerAsync(http, session);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            session.Close(CloseReason.TransportError, "poll connection closed prematurely");
        }
        finally
        {
            session.Outbound.Release();
        }
    }

    private static async Task AnswerAsync(HttpContext http, EngineSession session)
    {
        if (session.Transport != EngineTransports.Polling)
        {
            // Upgraded while the request waited: the queue is the WebSocket's.
            await AnswerWithAsync(http, session, CloseAnswer);
            return;
        }

        var wait = new PollWait();
        var signal = session.Outbound.Park(wait);
        if (signal is QueueSignal.Closed)
        {
            await AnswerWithAsync(http, session, session.IsClosed ? CloseAnswer : LateCloseAnswer);
            session.OnDrained();
            return;
        }

        if (signal is QueueSignal.None && session.Transport != EngineTransports.Polling && session.Outbound.TryUnpark(wait))
        {
            // Upgraded between the two looks: the interruption found nobody.
            signal = QueueSignal.Closed;
        }
        else if (signal is QueueSignal.None)
        {
            signal = await WaitAsync(http, session, wait);
        }

        switch (signal)
        {
            case QueueSignal.Readable:
                await DrainAsync(http, session);
                break;
            case QueueSignal.Interrupted:
                await AnswerWithAsync(http, session, NoopAnswer);
                break;
            case QueueSignal.Closed:
                await AnswerWithAsync(http, session, CloseAnswer);
                break;
        }
    }

    private static async Task<QueueSignal> WaitAsync(HttpContext http, EngineSession session, PollWait wait)
    {
        using var gone = http.RequestAborted.UnsafeRegister(
            static state =>
            {
                var (session, wait) = ((EngineSession, PollWait))state!;
                if (session.Outbound.TryUnpark(wait))
                {
                    wait.Wake(QueueSignal.None);
                }
            },
            (session, wait));

        var signal = await wait.Signal;
        return signal is QueueSignal.None ? throw new OperationCanceledException() : signal;
    }

    private static Task AnswerWithAsync(HttpContext http, EngineSession session, FrameGroup[] groups)
    {
        session.NoteSent(groups, EngineTransports.Polling);
        return EngineResponses.WritePayloadAsync(http, session.Payloads, groups);
    }

    private static async Task DrainAsync(HttpContext http, EngineSession session)
    {
        FrameGroup[] groups = [];
        var count = session.Outbound.TakeAll(ref groups);
        if (count == 0)
        {
            // Closed after the wake-up, and what was queued dropped. An empty body would be no payload.
            await AnswerWithAsync(http, session, CloseAnswer);
            return;
        }

        session.OnFlushing(groups.AsSpan(0, count));
        try
        {
            await EngineResponses.WritePayloadAsync(http, session.Payloads, groups.AsMemory(0, count), session.HttpCompression);
        }
        finally
        {
            session.Outbound.Complete(groups.AsSpan(0, count));
            session.OnWritten();
        }
    }
}
