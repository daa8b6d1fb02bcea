using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.EngineIo;

// What a client's packets come to, one after the other.
public sealed partial class EngineSession
{
    // Whether the layer above is at a message on the thread that has read it, and whether it has let go of the thread and is still at it.
    private bool _isHandling;
    private bool _isReadingPaused;

    internal ValueTask ReceiveAsync(in EnginePacket packet)
    {
        if (!IsOpen)
        {
            // Nothing counts any more but the goodbye of a client that would be told goodbye at its next poll: it makes none.
            CloseOnGoodbye(packet);
            return ValueTask.CompletedTask;
        }

        NoteReceived(packet);
        _events?.RaiseReceived(packet, _server.Logs.Sessions);
        if (packet.Type is EnginePacketType.Ping or EnginePacketType.Pong)
        {
            ReceiveBeat(packet.Type);
            return ValueTask.CompletedTask;
        }

        _heartbeat.OnPacket();
        switch (packet.Type)
        {
            case EnginePacketType.Message:
                return ReceiveMessageAsync(packet);
            case EnginePacketType.Close:
                CloseOnGoodbye(packet);
                break;
        }

        return ValueTask.CompletedTask;
    }

    // Over a WebSocket the close packet says nothing: the end of the connection does.
    private void CloseOnGoodbye(in EnginePacket packet)
    {
        if (packet.Type is EnginePacketType.Close && Transport == EngineTransports.Polling)
        {
            Outbound.Interrupt(QueueSignal.Interrupted);
            Close(CloseReason.TransportClose, null);
        }
    }

    private void ReceiveBeat(EnginePacketType type)
    {
        if (!_heartbeat.TryBeat(type, out var answer))
        {
            Close(CloseReason.TransportError, "invalid heartbeat direction");
            return;
        }

        _events?.RaiseHeartbeat(_server.Logs.Sessions);
        if (answer is not null)
        {
            TrySend(answer);
        }
    }

    private ValueTask ReceiveMessageAsync(in EnginePacket packet)
    {
        // It may block this thread, and holds the heartbeat up then like one that waits.
        Volatile.Write(ref _isHandling, true);
        try
        {
            var handled = _events is { HasMessageHandler: true } events
                ? HandleObservedAsync(events, packet)
                : HandAsync(packet);
            if (!handled.IsCompletedSuccessfully)
            {
                return PauseReadingAsync(handled);
            }
        }
        catch (Exception exception)
        {
            CloseAfterFault(exception);
        }

        EndHandling();
        return ValueTask.CompletedTask;
    }

    private ValueTask HandAsync(in EnginePacket packet) => packet is { IsBinary: true, IsOwned: true }
        ? _server.Handler.OnOwnedMessageAsync(this, packet.Body)
        : _server.Handler.OnMessageAsync(this, packet.Body, packet.IsBinary);

    private async ValueTask PauseReadingAsync(ValueTask handled)
    {
        Volatile.Write(ref _isReadingPaused, true);
        EndHandling();
        try
        {
            await handled;
        }
        catch (Exception exception)
        {
            CloseAfterFault(exception);
        }
        finally
        {
            _heartbeat.OnKeptWaiting();
            Volatile.Write(ref _isReadingPaused, false);
        }
    }

    // Costs a look unless the clock has come by meanwhile.
    private void EndHandling()
    {
        if (_blockedSince != EngineClock.Never)
        {
            _blockedSince = EngineClock.Never;
            _heartbeat.OnKeptWaiting();
        }

        Volatile.Write(ref _isHandling, false);
    }
}
