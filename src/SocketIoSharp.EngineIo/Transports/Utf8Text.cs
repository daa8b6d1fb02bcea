using System.Text;
using System.Text.Unicode;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>Received bytes as valid UTF-8: invalid sequences are replaced, as JavaScript does.</summary>
internal static class Utf8Text
{
    public static ReadOnlyMemory<byte> From(ReadOnlyMemory<byte> bytes) =>
        Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
}
