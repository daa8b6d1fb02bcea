namespace Ember.Chats;

/// <summary>A request about a chat as a whole: enter it, leave it, end it. Also what is said when it has ended.</summary>
internal sealed record ChatRequest(string? Slug);
