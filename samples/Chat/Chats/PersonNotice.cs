using Ember.People;

namespace Ember.Chats;

/// <summary>Somebody came, went or changed their name.</summary>
internal sealed record PersonNotice(string Slug, Person Person);
