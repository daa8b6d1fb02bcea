namespace SocketIoSharp.EngineIo.Cors;

/// <summary>What a client calls its origin, as the log may show it.</summary>
internal static class ShownOrigin
{
    // That of a domain name with its scheme and port; what is longer is no origin, and not for the log.
    private const int Longest = 280;

    public static string Of(string origin) => origin.Length > Longest ? origin[..Longest] : origin;
}
