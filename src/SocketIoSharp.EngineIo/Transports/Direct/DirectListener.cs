using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>Accepts the connections of one endpoint.</summary>
internal sealed partial class DirectListener : IConnectionListener
{
    // Nothing can be accepted until somebody closes something; asking again at once would only burn a core.
    private static readonly TimeSpan PauseWithoutHandles = TimeSpan.FromMilliseconds(100);

    private readonly NetSocket _socket;
    private readonly bool _noDelay;
    private readonly ILogger _logger;
    private readonly DirectPipes[] _pipes;
    private uint _accepted;
    private bool _isShort;

    public DirectListener(NetSocket socket, SocketTransportOptions options, ILogger logger, IMemoryPoolFactory<byte> pools)
    {
        _socket = socket;
        _noDelay = options.NoDelay;
        _logger = logger;
        EndPoint = socket.LocalEndPoint!;

        // Kestrel, too, has a pool of memory for each of its queues.
        _pipes = [.. Enumerable.Range(0, Math.Max(1, options.IOQueueCount)).Select(_ => new DirectPipes(options, pools))];
    }

    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var socket = await _socket.AcceptAsync(cancellationToken);
                _isShort = false;
                return Start(socket);
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.OperationAborted)
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                NoteShortage(exception);
                await Task.Delay(PauseWithoutHandles, TimeProvider.System, cancellationToken);
            }
            catch (SocketException)
            {
                // The client went away before it was its turn.
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        foreach (var pipes in _pipes)
        {
            pipes.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    // Once, until there is room again.
    private void NoteShortage(SocketException exception)
    {
        if (!_isShort)
        {
            _isShort = true;
            Log.NoHandles(_logger, EndPoint, exception.Message);
        }
    }

    private DirectConnection Start(NetSocket socket)
    {
        try
        {
            if (_noDelay && socket.LocalEndPoint is IPEndPoint)
            {
                socket.NoDelay = true;
            }

            // Sends ask the kernel once and never wait in it.
            socket.Blocking = false;
            return DirectConnection.Start(socket, _pipes[_accepted++ % _pipes.Length], _logger);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(31, LogLevel.Error, "No connection can be accepted on {EndPoint}: {Message}. If the process has no more file handles, raise its limit (ulimit -n, LimitNOFILE).", EventName = "NoHandles")]
        public static partial void NoHandles(ILogger logger, EndPoint endPoint, string message);
    }
}
