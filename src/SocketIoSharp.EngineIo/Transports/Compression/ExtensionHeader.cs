using System.Buffers;
using System.Text;

namespace SocketIoSharp.EngineIo.Transports.Compression;

/// <summary>Reads <c>Sec-WebSocket-Extensions</c> (RFC 6455, section 9.1). One pass; whatever is no such header is refused.</summary>
internal ref struct ExtensionHeader
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private ReadOnlySpan<char> _rest;

    private ExtensionHeader(ReadOnlySpan<char> text) => _rest = text;

    public static bool TryParse(string text, out List<ExtensionOffer> offers)
    {
        offers = [];
        var header = new ExtensionHeader(text);
        do
        {
            if (!header.TryReadOffer(out var offer))
            {
                return false;
            }

            offers.Add(offer);
        }
        while (header.TrySkip(','));

        return header._rest.IsEmpty;
    }

    private bool TryReadOffer(out ExtensionOffer offer)
    {
        var parameters = new List<KeyValuePair<string, string?>>();
        offer = new ExtensionOffer(ReadToken(), parameters);
        while (TrySkip(';'))
        {
            if (!TryReadParameter(out var parameter))
            {
                return false;
            }

            parameters.Add(parameter);
        }

        return offer.Name.Length > 0;
    }

    private bool TryReadParameter(out KeyValuePair<string, string?> parameter)
    {
        var name = ReadToken();
        string? value = null;
        if (!_rest.IsEmpty && _rest[0] == '=')
        {
            _rest = _rest[1..];
            value = !_rest.IsEmpty && _rest[0] == '"' ? ReadQuoted() : ReadToken(skipsBlanks: false);
        }

        parameter = new(name, value);
        return name.Length > 0 && value is not "";
    }

    // Empty when there is none.
    private string ReadToken(bool skipsBlanks = true)
    {
        _rest = skipsBlanks ? _rest.TrimStart(" \t") : _rest;
        var length = _rest.IndexOfAnyExcept(Token) is var end and >= 0 ? end : _rest.Length;
        var token = _rest[..length].ToString();
        _rest = _rest[length..];
        return token;
    }

    // What stands in quotes must be a token as well. Empty when it is not.
    private string ReadQuoted()
    {
        var value = new StringBuilder();
        for (var i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '"')
            {
                _rest = _rest[(i + 1)..];
                return value.ToString();
            }

            if (_rest[i] == '\\')
            {
                i++;
            }

            if (i == _rest.Length || !Token.Contains(_rest[i]))
            {
                return string.Empty;
            }

            value.Append(_rest[i]);
        }

        return string.Empty;
    }

    private bool TrySkip(char separator)
    {
        var rest = _rest.TrimStart(" \t");
        if (rest.IsEmpty || rest[0] != separator)
        {
            return false;
        }

        _rest = rest[1..];
        return true;
    }
}
