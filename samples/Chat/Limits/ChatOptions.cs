namespace Ember.Limits;

/// <summary>The section <c>Chat</c> of the configuration.</summary>
internal sealed class ChatOptions
{
    /// <summary>Where the database is kept; relative to the content root.</summary>
    public string DataPath { get; set; } = "data";

    /// <summary>How long a chat outlives the last person in it.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromHours(24);

    public int MaxFileBytes { get; set; } = 8_000_000;

    public int MaxTextLength { get; set; } = 4000;

    /// <summary>Members of one chat.</summary>
    public int MaxPeople { get; set; } = 200;
}
