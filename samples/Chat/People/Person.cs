namespace Ember.People;

/// <summary>A person as others see them.</summary>
internal sealed record Person(string Id, string Name, bool Online);
