namespace Ember.Chats;

internal sealed record CreateChat(string? Title, bool IsPublic);
