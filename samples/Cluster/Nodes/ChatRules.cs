using System.Text.Json;
using System.Text.RegularExpressions;
using SocketIoSharp;

namespace Cluster.Nodes;

/// <summary>What clients may say. The same rules as in node/rules.mjs.</summary>
internal static partial class ChatRules
{
    public const int MaxRooms = 8;

    private const int MaxText = 500;
    private const int MaxName = 20;

    public static string Text(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxText } trimmed ? trimmed : throw new EventException($"A message has 1 to {MaxText} characters");

    public static string Room(string? room) =>
        room is not null && RoomName().IsMatch(room) ? room : throw new EventException("A room's name has 1 to 20 letters, digits, _ or -");

    /// <summary>The name that a client has given itself when it connected.</summary>
    public static string Name(JsonElement auth) =>
        auth.ValueKind is JsonValueKind.Object && auth.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String
            && name.GetString()!.Trim() is { Length: > 0 and <= MaxName } given
            ? given
            : "Somebody";

    [GeneratedRegex(@"^[\p{L}\p{Nd}_-]{1,20}\z")]
    private static partial Regex RoomName();
}
