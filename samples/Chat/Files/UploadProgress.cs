using Ember.Messages;

namespace Ember.Files;

/// <summary>How much of a file has arrived, and the message once it is complete.</summary>
internal sealed record UploadProgress(int Received, Message? Message);
