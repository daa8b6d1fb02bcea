using Ember.People;

namespace Ember.Chats;

/// <summary>A chat in a list: what may be shown to people who are not in it.</summary>
internal sealed record ChatSummary(string Slug, string Title, bool IsPublic, string CreatedBy, int People, IReadOnlyList<Person> Faces, long LastAt);
