namespace Ember.Messages;

/// <summary>Something was said in a chat that this tab does not show.</summary>
internal sealed record ActivityNotice(string Slug, long Id, string From, string? To);
