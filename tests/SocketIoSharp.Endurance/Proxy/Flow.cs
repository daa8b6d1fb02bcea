using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.Endurance.Proxy;

/// <summary>One direction of a connection: carries bytes from one end to the other until there are no more, or the connection is cut.</summary>
internal sealed class Flow(ProxiedConnection connection, NetSocket from, NetSocket to, FlowFaults faults)
{
    private const int BufferBytes = 16 * 1024;

    // As many chunks are under way at once on a slow line; then the sender waits, as TCP makes it wait.
    private const int DelayedChunks = 256;

    private long _untilCut = faults.CutAfter ?? long.MaxValue;
    private long _untilStall = faults.StallAfter ?? long.MaxValue;

    /// <summary>What is to see the bytes before they are passed on: an answer to them can be here as soon as they are.</summary>
    public Action<ReadOnlyMemory<byte>>? Passing { get; init; }

    /// <summary>Lets only so many bytes pass from now on.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _untilCut, bytes);

    public Task RunAsync() => faults.Delay > TimeSpan.Zero ? CarrySlowlyAsync() : CarryAsync();

    private async Task CarryAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, connection.Ended)) > 0)
            {
                await DeliverAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task CarrySlowlyAsync()
    {
        var underWay = Channel.CreateBounded<(long Sent, byte[] Buffer, int Count)>(DelayedChunks);
        var arriving = ArriveAsync(underWay.Reader);
        try
        {
            while (true)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
                var count = await from.ReceiveAsync(buffer, connection.Ended);
                if (count == 0)
                {
                    break;
                }

                await underWay.Writer.WriteAsync((Environment.TickCount64, buffer, count), connection.Ended);
            }
        }
        finally
        {
            underWay.Writer.Complete();
            await arriving;
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private async Task ArriveAsync(ChannelReader<(long Sent, byte[] Buffer, int Count)> underWay)
    {
        await foreach (var (sent, buffer, count) in underWay.ReadAllAsync(connection.Ended))
        {
            var left = faults.Delay.TotalMilliseconds - (Environment.TickCount64 - sent);
            if (left > 0)
            {
                await Task.Delay((int)Math.Ceiling(left), connection.Ended);
            }

            await DeliverAsync(buffer.AsMemory(0, count));
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask DeliverAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > _untilStall)
        {
            var before = (int)_untilStall;
            _untilStall = long.MaxValue;
            await PassAsync(bytes[..before]);
            connection.Stall(faults.Stall);
            bytes = bytes[before..];
        }
        else if (_untilStall < long.MaxValue)
        {
            _untilStall -= bytes.Length;
        }

        await PassAsync(bytes);
    }

    // A cut is due as soon as the last byte before it has gone, not with the first that may not pass.
    private async ValueTask PassAsync(ReadOnlyMemory<byte> bytes)
    {
        await connection.PassageAsync();
        var left = Interlocked.Add(ref _untilCut, -bytes.Length);
        if (left < 0)
        {
            bytes = bytes[..(int)Math.Max(0, bytes.Length + left)];
        }

        Passing?.Invoke(bytes);
        for (var rest = bytes; rest.Length > 0;)
        {
            rest = rest[await to.SendAsync(rest, connection.Ended)..];
        }

        if (left <= 0)
        {
            connection.Cut();
            throw new OperationCanceledException("The connection has been cut.");
        }
    }
}
