using System.Net;
using System.Net.Sockets;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>Where nobody listens.</summary>
internal static class DeadNode
{
    public static Uri Address
    {
        get
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }
    }
}
