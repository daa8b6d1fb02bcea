namespace Ember.Messages;

/// <summary>Some messages, oldest first, and whether there are more in the direction asked for.</summary>
internal sealed record MessagePage(IReadOnlyList<Message> Messages, bool More);
