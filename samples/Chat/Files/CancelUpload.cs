namespace Ember.Files;

internal sealed record CancelUpload(string? ClientId);
