namespace Ember.Messages;

/// <summary>How far a person has received and read the conversation with <paramref name="With"/> ('' for everyone).</summary>
internal sealed record Mark(string Person, string With, long Delivered, long Seen);
