using Ember.Messages;
using Ember.People;

namespace Ember.Chats;

/// <summary>All that a tab needs to show a chat, but for the messages, which it reads page by page.</summary>
internal sealed record EnteredChat(ChatSummary Chat, IReadOnlyList<Person> People, IReadOnlyList<Mark> Marks, IReadOnlyList<ConversationState> Conversations);
