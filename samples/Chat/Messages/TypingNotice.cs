namespace Ember.Messages;

internal sealed record TypingNotice(string Slug, string From, string? To);
