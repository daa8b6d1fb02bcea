using System.Text.Json.Serialization;
using Ember.Files;

namespace Ember.Messages;

/// <summary>A message as people get it. <paramref name="To"/> is null when it is for everyone in the chat.</summary>
internal sealed record Message(long Id, string ClientId, string Slug, string From, string? To, string Text, long SentAt, Attachment? File)
{
    /// <summary>What a reader's receipts call this conversation: '' for everyone, else the author.</summary>
    [JsonIgnore]
    public string PeerOfReader => To is null ? "" : From;

    public bool IsFor(string personId) => To is null || To == personId || From == personId;
}
