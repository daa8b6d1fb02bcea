using Ember.Limits;

namespace Ember.Chats;

/// <summary>The one place that decides who may do something in a chat.</summary>
internal sealed class ChatAccess(ChatStore chats)
{
    public Chat Require(string? slug) => chats.Find(slug) ?? throw new Refusal("This chat has gone out", StatusCodes.Status404NotFound);

    public Chat RequireMember(string? slug, string personId)
    {
        var chat = Require(slug);
        return chats.IsMember(chat.Id, personId) ? chat : throw new Refusal("Only people in this chat can do that", StatusCodes.Status403Forbidden);
    }

    /// <summary>Null is everyone; anybody else must be in the chat too.</summary>
    public string? RequireRecipient(Chat chat, string from, string? to)
    {
        if (string.IsNullOrEmpty(to))
        {
            return null;
        }

        return to != from && chats.IsMember(chat.Id, to) ? to : throw new Refusal("This person is not in the chat any more");
    }

    /// <summary>The other side of a conversation that may be read: '' for everyone, or somebody who is or was in the chat.</summary>
    public string RequirePeer(Chat chat, string? peer) =>
        string.IsNullOrEmpty(peer) ? "" : chats.Knows(chat.Id, peer) ? peer : throw new Refusal("This person was never in the chat");
}
