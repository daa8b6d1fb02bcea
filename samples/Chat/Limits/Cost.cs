namespace Ember.Limits;

/// <summary>The kinds of request that are limited separately.</summary>
internal enum Cost
{
    /// <summary>A message, a rename, entering a chat.</summary>
    Request,

    /// <summary>A part of a file.</summary>
    Chunk,

    /// <summary>Typing and read marks: many, small, and harmless when one is dropped.</summary>
    Signal,

    /// <summary>A new chat.</summary>
    Creation,
}
