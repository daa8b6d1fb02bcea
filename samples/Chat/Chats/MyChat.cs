using Ember.People;

namespace Ember.Chats;

/// <summary>A chat in the list of one of its members.</summary>
internal sealed record MyChat(string Slug, string Title, bool IsPublic, string CreatedBy, int People, IReadOnlyList<Person> Faces, long LastAt, int Unread);
