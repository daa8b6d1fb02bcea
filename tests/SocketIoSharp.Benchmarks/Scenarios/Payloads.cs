namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>What is sent.</summary>
internal static class Payloads
{
    /// <summary>The most messages that one connection has in flight.</summary>
    public const int MaxInFlight = 48;

    /// <summary>A string of 32 characters, as JSON.</summary>
    public static string SmallText { get; } = "\"" + new string('x', 32) + "\"";

    /// <summary>An object of about 64 KiB with members of several types, as JSON.</summary>
    public static string LargeJson { get; } = "{\"items\":[" + string.Join(',', Enumerable.Range(0, 620).Select(Item)) + "]}";

    /// <summary>1 MiB.</summary>
    public static byte[] LargeBinary { get; } = [.. Enumerable.Range(0, 1024 * 1024).Select(i => (byte)(i * 31))];

    private static string Item(int i) =>
        $$"""{"id":{{i}},"name":"item number {{i}}","tags":["red","green","blue"],"price":{{i}}.25,"active":{{(i % 2 == 0 ? "true" : "false")}}}""";
}
