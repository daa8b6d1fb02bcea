using System.Net;
using System.Net.Sockets;

namespace Cluster.Conductor;

/// <summary>
/// Ports that nobody listens on. They are not taken from those that the system gives to outgoing connections: a node that is stopped wants its port again when it is started.
/// </summary>
internal sealed class PortFinder
{
    private const int Usual = 3000;

    private readonly HashSet<int> _given = [];

    /// <summary>The address for people: at the port that was asked for, or at the usual one if it is free, or at another.</summary>
    /// <exception cref="CannotStartException">Somebody else has the port that was asked for.</exception>
    public Uri ForPeople(int? asked, Terminal terminal)
    {
        var port = asked ?? Usual;
        if (!IsFree(port))
        {
            var other = asked is null ? Next() : throw new CannotStartException($"Port {port} is taken. Without --port another one is found.");
            terminal.Write($"Port {port} is taken, so it is {other} today.");
            port = other;
        }

        _given.Add(port);
        return new Uri($"http://127.0.0.1:{port}");
    }

    public int Next()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (_given.Add(port) && IsFree(port))
            {
                return port;
            }
        }

        throw new CannotStartException("No free port was found between 20000 and 32000.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
