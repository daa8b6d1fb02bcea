namespace SocketIoSharp.MessagePack;

/// <summary>The reasons for which a message is refused, in the reference parser's words where it has them.</summary>
internal static class MessagePackErrors
{
    public const string Malformed = "Could not parse";
    public const string InvalidType = "invalid packet type";
    public const string InvalidNamespace = "invalid namespace";
    public const string InvalidPayload = "invalid payload";
    public const string InvalidId = "invalid packet id";
    public const string Text = "a text message came where MessagePack is spoken; both sides must use the same parser";

    public static string TrailingBytes(int count) => $"{count} trailing bytes";
}
