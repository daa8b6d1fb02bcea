namespace Ember.Chats;

internal sealed record MyChats(IReadOnlyList<MyChat> Mine);
