using System.Text.Json;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>The arguments that are sent again and again, as values and as they stand in a packet.</summary>
internal static class Sample
{
    /// <summary>32 bytes.</summary>
    public const string Text = "the quick brown fox jumps over i";

    public const int Whole = 1_234_567;

    public const double Real = 48.137154;

    /// <summary>What stands for <see cref="Bytes"/> in a packet that they follow.</summary>
    public const string Placeholder = """{"_placeholder":true,"num":0}""";

    public static readonly ChatMessage Message = new("lobby", Text, 1_767_225_600_000);

    public static readonly byte[] Bytes = [.. Enumerable.Range(0, 64).Select(value => (byte)value)];

    public static readonly string TextJson = $"\"{Text}\"";

    public static readonly string WholeJson = JsonSerializer.Serialize(Whole, JsonSerializerOptions.Web);

    public static readonly string RealJson = JsonSerializer.Serialize(Real, JsonSerializerOptions.Web);

    public static readonly string MessageJson = JsonSerializer.Serialize(Message, MicroJsonContext.Default.ChatMessage);
}
