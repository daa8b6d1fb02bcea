using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ember.Hosting;

/// <summary>Where the server can be reached: from this computer, and from phones in the same network.</summary>
internal sealed class ListeningAddresses(IServer server)
{
    public IReadOnlyList<Uri> Here => [.. Bound.Select(address => new UriBuilder(address) { Host = IsAny(address) ? "localhost" : address.Host }.Uri)];

    public IReadOnlyList<Uri> InNetwork =>
        [.. Bound.Where(IsAny).SelectMany(address => LanAddresses().Select(lan => new UriBuilder(address) { Host = lan.ToString() }.Uri))];

    // Kestrel writes "any address" as [::], 0.0.0.0, or the * and + of --urls.
    private IEnumerable<Uri> Bound => server.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(address => new Uri(address.Replace("*", "[::]", StringComparison.Ordinal).Replace("+", "[::]", StringComparison.Ordinal)))
        ?? [];

    private static bool IsAny(Uri address) => IPAddress.TryParse(address.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

    private static IEnumerable<IPAddress> LanAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus is OperationalStatus.Up && network.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
        .OrderByDescending(network => network.GetIPProperties().GatewayAddresses.Count)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .Where(address => address.AddressFamily is AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
