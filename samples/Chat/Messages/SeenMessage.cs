namespace Ember.Messages;

/// <summary>Everything up to <paramref name="Id"/> was read in the conversation with this person, or with everyone ('').</summary>
internal sealed record SeenMessage(string? Slug, string? With, long Id);
