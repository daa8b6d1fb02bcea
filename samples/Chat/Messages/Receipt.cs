namespace Ember.Messages;

/// <summary>What a tab answers when a message reaches it: the ack is the delivery, and says whether somebody was looking.</summary>
internal sealed record Receipt(bool Seen);
