namespace Ember.Chats;

internal sealed record OpenChats(IReadOnlyList<ChatSummary> Open);
