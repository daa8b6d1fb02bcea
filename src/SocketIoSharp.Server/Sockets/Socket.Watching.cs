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

    private void CountIn()
    {
        if (Metrics.IsCountingSockets && Interlocked.CompareExchange(ref _counted, Counted, Uncounted) == Uncounted)
        {
            Metrics.CountSocket(1, Namespace);
        }
    }

    private void CountOut()
    {
        if (Interlocked.Exchange(ref _counted, Over) == Counted)
        {
            Metrics.CountSocket(-1, Namespace);
        }
    }
}
