namespace Ember.Hosting;

/// <summary>What an HTTP endpoint answers when it refuses; the same words as the ack of an event.</summary>
internal sealed record Problem(string Error);
