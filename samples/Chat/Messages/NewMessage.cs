using Ember.Chats;
using Ember.Files;

namespace Ember.Messages;

/// <summary>A message that has been checked and not been stored.</summary>
internal sealed record NewMessage(Chat Chat, string From, string? To, string ClientId, string Text, NewFile? File = null);
