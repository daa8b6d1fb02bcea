namespace Ember.Messages;

internal sealed record SendMessage(string? Slug, string? To, string? ClientId, string? Text);
