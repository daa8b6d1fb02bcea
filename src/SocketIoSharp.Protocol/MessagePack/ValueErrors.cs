using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>The reasons for which a value is refused.</summary>
internal static class ValueErrors
{
    public const string Malformed = "Could not parse";
    public const string TooDeep = PacketDecoder.TooDeep;
    public const string UnknownExtension = "unknown extension type";
    public const string InvalidKey = "invalid map key";
    public const string TooManyAttachments = "too many attachments";
    public const string AmbiguousPlaceholder = "illegal attachments";
}
