namespace Ember.Hosting;

/// <summary>The answer of a request that has nothing to say but that it was carried out.</summary>
internal sealed record Done
{
    public static Done Instance { get; } = new();
}
