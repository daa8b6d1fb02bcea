using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Hosting;

namespace SocketIoSharp.Forwarding.Nodes;

/// <summary>Where other nodes reach this one, when nobody has said so.</summary>
internal static class NodeAddress
{
    /// <summary>Whether requests can be sent there: scheme, host and port, and nothing else.</summary>
    public static bool IsValid(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Host.Length > 0 && address.UserInfo.Length == 0 && address.PathAndQuery == "/" && address.Fragment.Length == 0;

    /// <summary>Finds what the started web server listens on, plain HTTP first: between nodes no certificate names the machine.</summary>
    /// <returns><see langword="null"/> when it listens on nothing that another machine or process could reach.</returns>
    public static Uri? Find(IServiceProvider services)
    {
        if (services.GetService<SocketIoListener>() is { Port: > 0 } listener)
        {
            return Of(Uri.UriSchemeHttp, "+", listener.Port);
        }

        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .OrderBy(address => address.Scheme, StringComparer.Ordinal)
            .Select(address => Of(address.Scheme, address.Host, address.Port))
            .FirstOrDefault(IsValid);
    }

    private static Uri? Of(string scheme, string host, int port)
    {
        var isAny = host is "+" or "*" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
        var reachable = isAny ? OwnAddress() : host;
        return Uri.TryCreate($"{scheme}://{reachable}:{port}", UriKind.Absolute, out var uri) ? uri : null;
    }

    // The first of the machine's addresses that has a way out; without any, other nodes can only be on this machine.
    private static string OwnAddress()
    {
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus is OperationalStatus.Up && network.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
            .Select(network => network.GetIPProperties())
            .OrderByDescending(network => network.GatewayAddresses.Count > 0)
            .SelectMany(network => network.UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => !address.IsIPv6LinkLocal)
            .ToArray();
        var own = addresses.FirstOrDefault(address => address.AddressFamily is AddressFamily.InterNetwork) ?? addresses.FirstOrDefault() ?? IPAddress.Loopback;
        return own.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{own}]" : own.ToString();
    }
}
