namespace Ember.Files;

/// <summary>The bytes of a file from <paramref name="Offset"/> on; they come as a binary attachment of the event.</summary>
internal sealed record UploadChunk(string? ClientId, int Offset, byte[]? Bytes);
