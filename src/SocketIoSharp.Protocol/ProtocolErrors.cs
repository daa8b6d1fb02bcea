namespace SocketIoSharp.Protocol;

/// <summary>The reasons for which a decoder refuses a message, in the reference parser's words.</summary>
internal static class ProtocolErrors
{
    public const string InvalidPayload = "invalid payload";
    public const string IllegalAttachmentCount = "Illegal attachments";
    public const string TooManyAttachments = "too many attachments";
    public const string IllegalPlaceholder = "illegal attachments";
    public const string TextWhileReconstructing = "got plaintext data when reconstructing a packet";
    public const string BinaryWhileNotReconstructing = "got binary data when not reconstructing a packet";

    public static string UnknownPacketType(byte character) =>
        char.IsAsciiDigit((char)character) ? $"unknown packet type {(char)character}" : "unknown packet type NaN";
}
