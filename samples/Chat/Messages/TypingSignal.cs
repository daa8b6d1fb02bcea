namespace Ember.Messages;

internal sealed record TypingSignal(string? Slug, string? To);
