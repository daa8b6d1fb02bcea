using System.Collections.Concurrent;

namespace Ember.Files;

/// <summary>
/// Uploads by person and client id, so that one goes on after a lost connection where it was. Those that nobody continues are dropped.
/// </summary>
internal sealed class UploadTable(TimeProvider clock)
{
    private const int MostOfOnePerson = 4;
    private const int MostAtAll = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<(string PersonId, string ClientId), Upload> _uploads = new();

    public Upload? Find(string personId, string clientId)
    {
        if (_uploads.TryGetValue((personId, clientId), out var upload))
        {
            upload.TouchedAt = clock.GetTimestamp();
        }

        return upload;
    }

    /// <summary>False when too many are on their way.</summary>
    public bool TryAdd(Upload upload)
    {
        DropStale();
        if (_uploads.Count >= MostAtAll || _uploads.Keys.Count(key => key.PersonId == upload.From) >= MostOfOnePerson)
        {
            return false;
        }

        upload.TouchedAt = clock.GetTimestamp();
        _uploads[(upload.From, upload.ClientId)] = upload;
        return true;
    }

    public void Remove(string personId, string clientId) => _uploads.TryRemove((personId, clientId), out _);

    private void DropStale()
    {
        foreach (var (key, upload) in _uploads)
        {
            if (clock.GetElapsedTime(upload.TouchedAt) > Patience)
            {
                _uploads.TryRemove(key, out _);
            }
        }
    }
}
