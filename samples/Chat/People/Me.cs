namespace Ember.People;

/// <summary>What a browser is told about itself and about the limits of this server.</summary>
internal sealed record Me(string Id, string Name, int MaxFileBytes, int MaxTextLength, int GraceSeconds, IReadOnlyList<string> LanOrigins);
