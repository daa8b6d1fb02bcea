using System.Globalization;

namespace SocketIoSharp.EngineIo.Transports.Compression;

/// <summary>What client and server have agreed on about permessage-deflate (RFC 7692, section 7.1).</summary>
/// <param name="ServerForgets">Whether the server compresses each message by itself.</param>
/// <param name="ClientForgets">Whether the client does.</param>
/// <param name="Header">The response header that says so.</param>
internal sealed record DeflateAgreement(bool ServerForgets, bool ClientForgets, string Header)
{
    private const string Name = "permessage-deflate";
    private const string ServerTakeover = "server_no_context_takeover";
    private const string ClientTakeover = "client_no_context_takeover";
    private const string ServerWindow = "server_max_window_bits";
    private const string ClientWindow = "client_max_window_bits";

    // That of System.IO.Compression, which has no other.
    private const int WindowBits = 15;

    /// <summary>Answers the offers of a client: the first acceptable one counts.</summary>
    /// <param name="offers">The value of <c>Sec-WebSocket-Extensions</c>.</param>
    /// <param name="options">What the server wants.</param>
    /// <param name="agreement"><see langword="null"/> when the extension is not offered, or only with a window that the server cannot keep to.</param>
    /// <returns><see langword="false"/> when the header is malformed or an offer is invalid.</returns>
    public static bool TryReach(string offers, EngineIoPerMessageDeflate options, out DeflateAgreement? agreement)
    {
        agreement = null;
        if (!ExtensionHeader.TryParse(offers, out var all))
        {
            return false;
        }

        // All are checked, also behind an acceptable one, as by the reference's WebSocket layer.
        var own = all.Where(offer => offer.Name == Name).ToList();
        if (!own.TrueForAll(IsValid))
        {
            return false;
        }

        agreement = own.Find(CanKeepTo) is { } chosen ? Accept(chosen, options) : null;
        return true;
    }

    private static bool IsValid(ExtensionOffer offer) =>
        offer.Parameters.DistinctBy(parameter => parameter.Key).Count() == offer.Parameters.Count
        && offer.Parameters.All(parameter => parameter.Key switch
        {
            ServerTakeover or ClientTakeover => parameter.Value is null,
            ServerWindow => TryReadBits(parameter.Value, out _),
            ClientWindow => parameter.Value is null || TryReadBits(parameter.Value, out _),
            _ => false,
        });

    private static bool CanKeepTo(ExtensionOffer offer) =>
        offer.Parameters.All(parameter => parameter.Key != ServerWindow || (TryReadBits(parameter.Value, out var bits) && bits == WindowBits));

    private static DeflateAgreement Accept(ExtensionOffer offer, EngineIoPerMessageDeflate options)
    {
        // A client that could keep to a smaller window is not asked to.
        var parts = offer.Parameters
            .Where(parameter => parameter.Key != ClientWindow || parameter.Value is not null)
            .Select(parameter => parameter.Value is { } value ? $"{parameter.Key}={value}" : parameter.Key)
            .ToList();
        AddIfMissing(parts, ServerTakeover, options.ServerNoContextTakeover);
        AddIfMissing(parts, ClientTakeover, options.ClientNoContextTakeover);
        return new DeflateAgreement(parts.Contains(ServerTakeover), parts.Contains(ClientTakeover), string.Join("; ", parts.Prepend(Name)));
    }

    private static void AddIfMissing(List<string> parts, string name, bool isWanted)
    {
        if (isWanted && !parts.Contains(name))
        {
            parts.Add(name);
        }
    }

    private static bool TryReadBits(string? text, out int bits) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits is >= 8 and <= 15 && text![0] != '0';
}
