namespace Ember.Chats;

/// <summary>A chat as it is stored.</summary>
internal sealed record Chat(long Id, string Slug, string Title, bool IsPublic, string CreatedBy, long CreatedAt)
{
    /// <summary>The sockets that have the chat open.</summary>
    public string Room => $"chat:{Id}";

    /// <summary>The sockets of its members wherever they are: they see unread counts.</summary>
    public string WatchRoom => $"watch:{Id}";
}
