namespace Ember.Messages;

/// <summary>Another tab of the same person has read on.</summary>
internal sealed record UnreadNotice(string Slug, string With, long Seen, int Unread);
