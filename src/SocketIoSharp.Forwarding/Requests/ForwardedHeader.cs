using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Requests;

/// <summary>What one node tells another about a request that it passes on: to whom, by whom, and how the client's own request came.</summary>
/// <param name="Code">The node that it is for.</param>
/// <param name="Secret">That node's secret.</param>
/// <param name="Scheme">The scheme of the client's request.</param>
/// <param name="Address">The client's address.</param>
internal sealed record ForwardedHeader(string Code, string Secret, string Scheme, IPAddress? Address)
{
    public const string Name = "Socketio-Forwarded";

    private const string None = "-";

    public static ForwardedHeader To(NodeEntry node, HttpContext http) =>
        new(node.Code, node.Secret, http.Request.IsHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, http.Connection.RemoteIpAddress);

    /// <returns><see langword="null"/> for what no node writes.</returns>
    public static ForwardedHeader? Parse(string text)
    {
        if (text.Split(' ') is not [var code, var secret, ("http" or "https") and var scheme, var address] || !NodeCode.IsValid(code))
        {
            return null;
        }

        IPAddress? client = null;
        return address == None || IPAddress.TryParse(address, out client) ? new ForwardedHeader(code, secret, scheme, client) : null;
    }

    /// <summary>Compares the secret, in a time that does not tell how much of it is right.</summary>
    public bool Knows(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(secret));

    public override string ToString() => $"{Code} {Secret} {Scheme} {Address?.ToString() ?? None}";
}
