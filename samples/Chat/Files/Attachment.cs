namespace Ember.Files;

/// <summary>
/// A file as its message shows it. <paramref name="Preview"/> is a few hundred bytes of picture: over the socket it travels as binary,
/// in the JSON history as base64.
/// </summary>
internal sealed record Attachment(string Id, string Name, bool IsImage, long Size, int Width, int Height, byte[]? Preview);
