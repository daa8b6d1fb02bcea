namespace Ember.Files;

/// <summary>Where the bytes of a file are, and as what they may be served. <paramref name="MediaType"/> is empty unless it is a verified picture.</summary>
internal sealed record StoredFile(long RowId, string Name, string MediaType)
{
    public bool IsPicture => MediaType.Length > 0;
}
