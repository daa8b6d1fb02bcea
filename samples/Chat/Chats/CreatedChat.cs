namespace Ember.Chats;

internal sealed record CreatedChat(string Slug);
