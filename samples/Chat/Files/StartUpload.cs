namespace Ember.Files;

internal sealed record StartUpload(string? Slug, string? To, string? ClientId, string? Text, string? Name, int Size, byte[]? Preview);
