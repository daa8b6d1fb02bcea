using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Draining;

/// <summary>Keeps lost sessions elsewhere, which takes as long as the test likes.</summary>
internal sealed class SlowArchive(Namespace @namespace, Task mayKeep) : Adapter(@namespace)
{
    private readonly List<SavedSession> _kept = [];

    public IReadOnlyList<SavedSession> Kept => _kept;

    public override async Task PersistSessionAsync(SavedSession session)
    {
        await mayKeep;
        _kept.Add(session);
    }
}
