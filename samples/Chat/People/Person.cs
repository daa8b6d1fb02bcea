namespace Ember.People;

/// <summary>A person as others see them. <paramref name="Left"/> means for good: only their name on old messages remains.</summary>
internal sealed record Person(string Id, string Name, bool Online, bool Left = false);
