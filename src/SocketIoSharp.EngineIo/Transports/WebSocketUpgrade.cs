using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>
/// The probe by which a polling session moves to a WebSocket: <c>2probe</c>, <c>3probe</c>, the pending poll is sent away, <c>5</c>. Until the
/// last packet everything goes over polling; a probe that fails leaves the session as it was.
/// </summary>
internal sealed class WebSocketUpgrade(HttpContext http, WebSocketConnection connection, EngineSession session, TimeSpan timeout)
{
    // The reference's interval. A client that has not seen the probe's answer polls again at once; answering at once would spin.
    private static readonly TimeSpan NoopInterval = TimeSpan.FromMilliseconds(100);

    private static readonly byte[] ProbeAnswer = [0x81, 0x06, .. "3probe"u8];

    private int _isRefused;

    // That of the peer's close frame, which is echoed.
    private ushort? _closeCode;

    /// <summary>Runs the probe.</summary>
    /// <returns>Whether the session now belongs to the WebSocket, with its outbound lease and its inbound gate held.</returns>
    public async Task<bool> TryRunAsync()
    {
        using var linger = new Linger(http, session);
        using var late = new CancellationTokenSource(timeout, session.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(session.ClosedToken, late.Token);
        using var refusal = ended.Token.UnsafeRegister(
            static state =>
            {
                var (upgrade, linger) = ((WebSocketUpgrade, Linger))state!;
                linger.Start();
                _ = upgrade.RefuseAsync();
            },
            (this, linger));
        try
        {
            await ProbeAsync(ended.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ConnectionAbortedException or ProbeFailedException)
        {
            await RefuseAsync();
            return false;
        }

        // From here on neither the time nor a refusal can end it.
        if (Interlocked.Exchange(ref _isRefused, 1) == 1)
        {
            return false;
        }

        await TakeOverAsync();
        return true;
    }

    private async Task RefuseAsync()
    {
        if (Interlocked.Exchange(ref _isRefused, 1) == 0)
        {
            session.Upgrade.Fail();
            await connection.TryWriteCloseAsync(_closeCode);
        }
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var released = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isReleasing = false;
        try
        {
            while (await ReadPacketAsync() is var packet && packet.Type is not EnginePacketType.Upgrade)
            {
                if (packet.Type is not EnginePacketType.Ping || !packet.Body.Span.SequenceEqual("probe"u8))
                {
                    throw new ProbeFailedException();
                }

                await connection.WriteAsync(ProbeAnswer);
                session.OnProbed();
                if (!isReleasing)
                {
                    isReleasing = true;
                    _ = ReleasePollsAsync(released.Token);
                }
            }
        }
        finally
        {
            await released.CancelAsync();
        }
    }

    private async ValueTask<EnginePacket> ReadPacketAsync()
    {
        var read = await connection.ReadAsync();
        while (read is { Status: WebSocketReadStatus.Control, Opcode: not WebSocketOpcode.Close } control)
        {
            if (control.Opcode is WebSocketOpcode.Ping)
            {
                await connection.WriteControlAsync(WebSocketOpcode.Pong, control.Payload.Span);
            }

            read = await connection.ReadAsync();
        }

        if (read is { Status: WebSocketReadStatus.Control, Payload.IsEmpty: false } close)
        {
            _closeCode = BinaryPrimitives.ReadUInt16BigEndian(close.Payload.Span);
        }

        return read is { Status: WebSocketReadStatus.Message, Opcode: WebSocketOpcode.Text } message
            && session.Revision.TryDecodeText(message.Payload, out var packet)
            ? packet
            : throw new ProbeFailedException();
    }

    // The client waits for its pending poll before it sends the last packet of the probe.
    private async Task ReleasePollsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(NoopInterval, session.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                session.Outbound.Interrupt(QueueSignal.Interrupted);
            }
        }
        catch (OperationCanceledException)
        {
            // The probe is over.
        }
    }

    private async Task TakeOverAsync()
    {
        session.Upgrade.Complete();
        session.OnUpgraded();

        // Stock clients have neither request pending by now. Others: a poll ends, a POST is let finish, and only then come later packets.
        session.Outbound.Interrupt(QueueSignal.Closed);
        await session.Outbound.AcquireAsync();
        await session.Inbound.EnterAsync();
    }

    private sealed class ProbeFailedException : Exception;
}
