namespace Ember.People;

internal sealed record RenameRequest(string? Name);
