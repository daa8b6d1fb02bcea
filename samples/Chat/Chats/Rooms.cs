namespace Ember.Chats;

/// <summary>Rooms that are not of one chat.</summary>
internal static class Rooms
{
    /// <summary>Everybody on the front page.</summary>
    public const string Lobby = "lobby";

    /// <summary>All tabs of one person.</summary>
    public static string Person(string personId) => $"person:{personId}";
}
