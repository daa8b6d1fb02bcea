using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>
/// What a connection receives. At first a task fills a pipe, so that the end of the connection is noticed while a request is being handled. Once handed over, whoever
/// wants bytes receives them from the socket, on the thread on which it learns that there are some. One reader at a time.
/// </summary>
internal sealed class DirectInput(Pipe pipe, NetSocket socket, bool waitsForData) : IDisposable
{
    private const int LeastSize = 2048;

    // Of a client that has filled the memory it was given at once, more is on its way.
    private const int LargeSize = 32 * 1024;

    private readonly SocketReceiver _receiver = new(socket);
    private volatile bool _isWanted;
    private volatile bool _isHandedOver;
    private bool _isDrained;

    /// <summary>The pipe.</summary>
    public PipeReader Reader => pipe.Reader;

    /// <summary>What has gone wrong with the socket.</summary>
    public string? Failure => _receiver.SocketError is var error and not SocketError.Success ? SocketErrors.Describe(error) : null;

    /// <summary>Hands the socket over to the reader, as soon as nothing is being received for the pipe.</summary>
    public void HandOver() => _isWanted = true;

    /// <summary>Lets the task end that fills the pipe.</summary>
    public void Stop() => pipe.Writer.CancelPendingFlush();

    /// <summary>Fills the pipe until the connection ends, its reader has gone, or the socket is handed over.</summary>
    /// <param name="connection">What ends then, unless the socket is handed over.</param>
    public async Task RunAsync(DirectConnection connection)
    {
        Exception? error;
        try
        {
            await FillAsync();
            error = _receiver.SocketError is var code and not SocketError.Success ? SocketErrors.Translate(code) : null;
        }
        catch (Exception exception)
        {
            // No memory, at the worst: it must not leave a reader waiting.
            error = exception;
        }

        if (_isHandedOver)
        {
            await pipe.Writer.CompleteAsync();
            connection.OnHandedOver();
            return;
        }

        // In this order: what was received in time is still read by a request that is told of the end.
        await pipe.Writer.CompleteAsync(connection.ReasonFor(error));
        connection.OnReceived();
    }

    /// <summary>Receives some bytes, or waits for them where <paramref name="memory"/> is empty. For the reader to which the socket was handed over.</summary>
    /// <inheritdoc cref="SocketReceiver.ReceiveAsync" path="/returns"/>
    public ValueTask<int> ReceiveAsync(Memory<byte> memory) => _isDrained ? _receiver.ReceiveAsync(memory) : DrainAsync(memory);

    public void Dispose() => _receiver.Dispose();

    private async ValueTask FillAsync()
    {
        var size = LeastSize;
        while (true)
        {
            if ((waitsForData || _isWanted) && await _receiver.ReceiveAsync(Memory<byte>.Empty) < 0)
            {
                return;
            }

            if (_isWanted)
            {
                _isHandedOver = true;
                return;
            }

            var memory = pipe.Writer.GetMemory(size);
            var received = await _receiver.ReceiveAsync(memory);
            if (received <= 0)
            {
                return;
            }

            size = received == memory.Length ? LargeSize : LeastSize;
            pipe.Writer.Advance(received);
            if (await pipe.Writer.FlushAsync() is { IsCompleted: true } or { IsCanceled: true })
            {
                return;
            }
        }
    }

    // What had arrived before comes first.
    private async ValueTask<int> DrainAsync(Memory<byte> memory)
    {
        while (true)
        {
            // A server that stops cancels reads, so that idle requests notice; this is none.
            var result = await pipe.Reader.ReadAsync();
            var taken = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, memory.Length));
            var (count, hasBytes) = ((int)taken.Length, !result.Buffer.IsEmpty);
            taken.CopyTo(memory.Span);
            pipe.Reader.AdvanceTo(taken.End);
            if (hasBytes)
            {
                return count;
            }

            if (result.IsCompleted)
            {
                _isDrained = _isHandedOver;
                return _isDrained ? await _receiver.ReceiveAsync(memory) : 0;
            }
        }
    }
}
