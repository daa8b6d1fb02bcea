namespace Ember.Messages;

/// <summary>A conversation that exists: what is new in it, and up to where it goes.</summary>
internal sealed record ConversationState(string With, int Unread, long LastId);
