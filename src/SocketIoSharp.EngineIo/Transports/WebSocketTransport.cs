using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>
/// Runs a session over an established WebSocket, which it disposes of, until both sides have closed it. The session's outbound lease must be held.
/// </summary>
internal sealed class WebSocketTransport(HttpContext http, WebSocketConnection connection, EngineSession session, bool prefersBase64)
{
    // A client that sends without a pause gets its answers after this many messages at the latest.
    private const int MessagesPerCork = 64;

    // A client of which there is always more to read gives way to others after this many reads.
    private const int ReadsInARow = 16;

    private readonly WebSocketSender _sender = new(connection, session, session.Revision.FramingFor(prefersBase64));
    private uint _messages;
    private int _reads;

    public async Task RunAsync()
    {
        using (connection)
        {
            // Whatever happens, a peer that does not finish the closing handshake is cut off.
            using var linger = new Linger(http, session);
            session.StartWhenClosed(linger);
            _sender.Start();
            try
            {
                while (await ReceiveAsync())
                {
                }
            }
            catch (Exception exception)
            {
                session.CloseAfterFault(exception);
            }

            // Without effect unless the stream ended without a closing handshake.
            session.Close(CloseReason.TransportClose, connection.Failure);
            _sender.Uncork();
            await _sender.Completed;
        }
    }

    /// <summary>Handles the next message that is here already, or waits for more bytes.</summary>
    /// <returns>Whether to go on reading.</returns>
    private ValueTask<bool> ReceiveAsync()
    {
        if (!connection.TryRead(out var read))
        {
            var filling = connection.FillAsync();
            if (!filling.IsCompleted)
            {
                _sender.Uncork();
                _reads = 0;
                return filling;
            }

            return ++_reads < ReadsInARow ? filling : GiveWayAsync(filling);
        }

        if (++_messages % MessagesPerCork == 0)
        {
            _sender.Uncork();
        }

        return HandleAsync(read);
    }

    private async ValueTask<bool> GiveWayAsync(ValueTask<bool> filling)
    {
        _sender.Uncork();
        _reads = 0;
        await Task.Yield();
        return await filling;
    }

    /// <returns>Whether to go on reading.</returns>
    private ValueTask<bool> HandleAsync(in WebSocketReadResult read)
    {
        _sender.Cork();
        switch (read.Status)
        {
            case WebSocketReadStatus.Message:
                return HandleMessageAsync(read);
            case WebSocketReadStatus.Control:
                return new ValueTask<bool>(HandleControl(read));
            default:
                session.NoteLimit(read.CloseCode);
                CloseWith(read.CloseCode, CloseReason.TransportError, read.Error);
                return new ValueTask<bool>(false);
        }
    }

    private ValueTask<bool> HandleMessageAsync(in WebSocketReadResult read)
    {
        EnginePacket packet;
        if (read.Opcode is WebSocketOpcode.Binary)
        {
            packet = session.Revision.DecodeBinary(read.Payload) with { IsOwned = read.IsOwned };
        }
        else if (!session.Revision.TryDecodeText(read.Payload, out packet))
        {
            session.Close(CloseReason.ParseError, null);
            return new ValueTask<bool>(true);
        }

        var handled = session.ReceiveAsync(packet);
        return handled.IsCompletedSuccessfully ? new ValueTask<bool>(true) : WaitForHandlerAsync(handled);
    }

    private async ValueTask<bool> WaitForHandlerAsync(ValueTask handled)
    {
        _sender.Uncork();
        await handled;
        return true;
    }

    private bool HandleControl(in WebSocketReadResult read)
    {
        switch (read.Opcode)
        {
            case WebSocketOpcode.Ping:
                session.SendPong(read.Payload.Span);
                return true;
            case WebSocketOpcode.Close:
                var code = read.Payload.IsEmpty ? (ushort?)null : BinaryPrimitives.ReadUInt16BigEndian(read.Payload.Span);
                CloseWith(code, CloseReason.TransportClose, null);
                return false;
            default:
                return true;
        }
    }

    private void CloseWith(ushort? code, string reason, string? description)
    {
        _sender.CloseCode = code;
        session.Close(reason, description);
    }
}
