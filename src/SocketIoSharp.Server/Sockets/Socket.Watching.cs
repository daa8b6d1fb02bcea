using Microsoft.Extensions.Logging;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp;

// What those who watch the server are told of a socket.
public sealed partial class Socket
{
    // A socket may end while it is being counted in.
    private const byte Uncounted = 0;
    private const byte Counted = 1;
    private const byte Over = 2;

    private byte _counted;

    private ServerMetrics Metrics => Server.Metrics;

    private void NoteConnected()
    {
        if (Server.Logs.Sockets.IsEnabled(LogLevel.Debug))
        {
            Log.Connected(Server.Logs.Sockets, Id, Connection.LogId, Namespace.Name);
        }

        if (Metrics.IsCountingSockets && Interlocked.CompareExchange(ref _counted, Counted, Uncounted) == Uncounted)
        {
            Metrics.CountSocket(1, Namespace);
        }
    }

    private void NoteDisconnected(DisconnectReason reason)
    {
        Log.Disconnected(Server.Logs.Sockets, Id, Namespace.Name, reason.Name, reason.Description ?? "no details");
        if (Interlocked.Exchange(ref _counted, Over) == Counted)
        {
            Metrics.CountSocket(-1, Namespace);
        }
    }
}
