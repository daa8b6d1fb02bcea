using System.Globalization;
using System.Text.Json;

namespace SocketIoSharp;

// The form in which a handshake travels between nodes, which is that of the JavaScript server.
public sealed partial class Handshake
{
    private const string TimeFormat = "ddd MMM dd yyyy HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'";

    /// <summary>Takes the handshake of another node's socket. What is missing or of a wrong type is as if it had been empty.</summary>
    internal Handshake(JsonElement json, JsonSerializerOptions options)
    {
        _options = options;
        Auth = Member(json, "auth", JsonValueKind.Object) is { } auth ? auth.Clone() : JsonSerializer.SerializeToElement([], SocketIoJsonContext.Default.DictionaryStringString);
        _headers = Texts(json, "headers", StringComparer.OrdinalIgnoreCase);
        _remote = new Remote(
            Texts(json, "query", StringComparer.Ordinal),
            Member(json, "issued", JsonValueKind.Number) is { } issued && issued.TryGetInt64(out var milliseconds) && Math.Abs(milliseconds) < 100_000_000_000_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : default,
            Member(json, "address", JsonValueKind.String)?.GetString(),
            Member(json, "xdomain", JsonValueKind.True) is not null,
            Member(json, "secure", JsonValueKind.True) is not null,
            Member(json, "url", JsonValueKind.String)?.GetString() ?? string.Empty);
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteTexts(writer, "headers", Headers, static name => name.ToLowerInvariant());
        writer.WriteString("time"u8, Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        writer.WriteString("address"u8, Address);
        writer.WriteBoolean("xdomain"u8, CrossDomain);
        writer.WriteBoolean("secure"u8, Secure);
        writer.WriteNumber("issued"u8, Issued);
        writer.WriteString("url"u8, Url);
        WriteTexts(writer, "query", Query, static name => name);
        writer.WritePropertyName("auth"u8);
        Auth.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static JsonElement? Member(JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    private static Dictionary<string, string> Texts(JsonElement json, string name, StringComparer comparer)
    {
        var texts = new Dictionary<string, string>(comparer);
        if (Member(json, name, JsonValueKind.Object) is { } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                texts[member.Name] = member.Value.ToString();
            }
        }

        return texts;
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> texts, Func<string, string> nameOf)
    {
        writer.WriteStartObject(name);
        foreach (var (key, text) in texts)
        {
            writer.WriteString(nameOf(key), text);
        }

        writer.WriteEndObject();
    }

    private sealed record Remote(IReadOnlyDictionary<string, string> Query, DateTimeOffset Time, string? Address, bool CrossDomain, bool Secure, string Url);
}
