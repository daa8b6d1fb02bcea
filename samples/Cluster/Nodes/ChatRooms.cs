namespace Cluster.Nodes;

/// <summary>What the rooms of the chat are called among all rooms, of which each socket has one of its own.</summary>
internal static class ChatRooms
{
    private const string Prefix = "room:";

    public static string Of(string title) => Prefix + title;

    public static bool IsOne(string room) => room.StartsWith(Prefix, StringComparison.Ordinal);

    public static string Title(string room) => room[Prefix.Length..];
}
