using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>Sends what is written to the pipe of a connection.</summary>
internal sealed class DirectSender(PipeReader pipe, NetSocket socket)
{
    private List<ArraySegment<byte>>? _segments;

    /// <summary>Lets the task end that empties the pipe.</summary>
    public void Stop() => pipe.CancelPendingRead();

    /// <summary>Sends until the writer has no more to say, or the connection ends.</summary>
    /// <param name="connection">What ends then.</param>
    public async Task RunAsync(DirectConnection connection)
    {
        Exception? error = null;
        try
        {
            var result = default(ReadResult);
            while (!result.IsCompleted && await pipe.ReadAsync() is { IsCanceled: false } next)
            {
                result = next;
                await SendAsync(result.Buffer);
                pipe.AdvanceTo(result.Buffer.End);
            }
        }
        catch (Exception exception) when ((exception as SocketException ?? exception.InnerException) is SocketException cause)
        {
            error = SocketErrors.Translate(cause.SocketErrorCode);
        }
        catch (Exception exception)
        {
            // That of the socket, or that with which the writer has given up.
            error = exception;
        }

        connection.OnSent(error);

        // Lets the writer know that nobody reads any more. It is no fault of its.
        await pipe.CompleteAsync();
    }

    private ValueTask SendAsync(in ReadOnlySequence<byte> bytes) =>
        bytes.IsEmpty ? ValueTask.CompletedTask : bytes.IsSingleSegment ? socket.WriteAsync(bytes.First) : SendAllAsync(bytes);

    private async ValueTask SendAllAsync(ReadOnlySequence<byte> bytes)
    {
        var segments = _segments ??= [];
        foreach (var memory in bytes)
        {
            segments.Add(MemoryMarshal.TryGetArray(memory, out var segment) ? segment : new ArraySegment<byte>(memory.ToArray()));
        }

        await socket.SendAsync(segments, SocketFlags.None);
        segments.Clear();
    }
}
