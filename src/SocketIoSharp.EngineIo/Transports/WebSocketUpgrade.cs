using System.Buffers.Binary;
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

    // Who may write: the probe, and at last whoever ends it. A write that is under way comes first.
    private const int Free = 0;
    private const int Writing = 1;
    private const int RefusedWhileWriting = 2;
    private const int Over = 3;

    private int _state;

    // That of the peer's close frame, which is echoed, or that of the rule which it has broken.
    private ushort? _closeCode;

    /// <summary>Runs the probe.</summary>
    /// <returns>Whether the session now belongs to the WebSocket, with its outbound lease and its inbound gate held.</returns>
    public async Task<bool> TryRunAsync()
    {
        using var linger = new Linger(http, session);
        TimerCallback end = _ => End(linger);
        await using var late = session.Time.CreateTimer(end, null, timeout, Timeout.InfiniteTimeSpan);
        using var closed = session.ClosedToken.UnsafeRegister(end.Invoke, null);
        if (!await TryProbeAsync())
        {
            await RefuseAsync();
            return false;
        }

        // From here on neither the time nor a refusal can end it.
        if (Interlocked.CompareExchange(ref _state, Over, Free) != Free)
        {
            return false;
        }

        await TakeOverAsync();
        return true;
    }

    private void End(Linger linger)
    {
        linger.Start();
        _ = RefuseAsync();
    }

    private async Task RefuseAsync()
    {
        for (var state = Volatile.Read(ref _state); state is Free or Writing; state = Volatile.Read(ref _state))
        {
            if (Interlocked.CompareExchange(ref _state, state == Free ? Over : RefusedWhileWriting, state) != state)
            {
                continue;
            }

            session.OnUpgradeFailed();
            if (state == Free)
            {
                await connection.TryWriteCloseAsync(_closeCode);
            }

            return;
        }
    }

    /// <summary>Writes a frame, unless the close frame was the last one already.</summary>
    private async ValueTask<bool> TryWriteAsync(ReadOnlyMemory<byte> frame)
    {
        if (Interlocked.CompareExchange(ref _state, Writing, Free) != Free)
        {
            return false;
        }

        try
        {
            await connection.WriteAsync(frame);
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _state, Free, Writing) != Writing)
            {
                await connection.TryWriteCloseAsync(_closeCode);
            }
        }

        return true;
    }

    private async ValueTask<bool> TryProbeAsync()
    {
        ITimer? release = null;
        try
        {
            while (await ReadPacketAsync() is { } packet && (packet.Type is EnginePacketType.Upgrade || IsProbe(packet)))
            {
                if (packet.Type is EnginePacketType.Upgrade)
                {
                    return true;
                }

                if (!await TryWriteAsync(ProbeAnswer))
                {
                    // Refused. The peer's half of the closing handshake is still to come.
                    continue;
                }

                session.OnProbed();

                // The client waits for its pending poll before it sends the last packet of the probe.
                release ??= session.Time.CreateTimer(
                    static queue => ((OutboundQueue)queue!).Interrupt(QueueSignal.Interrupted), session.Outbound, NoopInterval, NoopInterval);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The connection has broken while it was written to.
        }
        finally
        {
            if (release is not null)
            {
                await release.DisposeAsync();
            }
        }

        return false;
    }

    private static bool IsProbe(in EnginePacket packet) => packet.Type is EnginePacketType.Ping && packet.Body.Span.SequenceEqual("probe"u8);

    /// <returns><see langword="null"/> when there are no more, or when what came is none.</returns>
    private async ValueTask<EnginePacket?> ReadPacketAsync()
    {
        var read = await connection.ReadAsync();
        while (read is { Status: WebSocketReadStatus.Control, Opcode: not WebSocketOpcode.Close } control)
        {
            if (control.Opcode is WebSocketOpcode.Ping)
            {
                _ = await TryWriteAsync(WebSocketConnection.ControlFrame(WebSocketOpcode.Pong, control.Payload.Span));
            }

            read = await connection.ReadAsync();
        }

        if (read is { Status: WebSocketReadStatus.Control, Payload.IsEmpty: false } close)
        {
            _closeCode = BinaryPrimitives.ReadUInt16BigEndian(close.Payload.Span);
        }
        else if (read is { Status: WebSocketReadStatus.Failed } refused)
        {
            _closeCode = refused.CloseCode;
            session.NoteLimit(refused.CloseCode);
        }

        return read is { Status: WebSocketReadStatus.Message, Opcode: WebSocketOpcode.Text } message
            && session.Revision.TryDecodeText(message.Payload, out var packet)
            ? packet
            : null;
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
}
