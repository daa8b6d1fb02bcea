namespace Ember.Files;

/// <summary>A file that is complete and not yet stored. The picture's type comes from its bytes; null for anything that is not one.</summary>
internal sealed record NewFile(string Name, byte[] Content, byte[]? Preview)
{
    public PictureHeader? Picture { get; } = PictureHeader.TryRead(Content);
}
