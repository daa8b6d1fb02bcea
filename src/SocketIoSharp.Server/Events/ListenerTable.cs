using System.Text;

namespace SocketIoSharp.Events;

/// <summary>The handlers of one socket by event name. Looked up by the bytes on the wire, without making a string. Copy-on-write.</summary>
internal sealed class ListenerTable
{
    private readonly Lock _gate = new();

    // A socket has a handful of events, so going through them beats hashing.
    private Entry[] _entries = [];

    public void Add(string eventName, Listener listener)
    {
        lock (_gate)
        {
            var index = Array.FindIndex(_entries, entry => entry.Name == eventName);
            if (index < 0)
            {
                _entries = [.. _entries, new Entry(eventName, Encoding.UTF8.GetBytes(eventName), [listener])];
                return;
            }

            var entries = _entries.ToArray();
            entries[index] = entries[index] with { Listeners = [.. entries[index].Listeners, listener] };
            _entries = entries;
        }
    }

    public void Remove(string eventName)
    {
        lock (_gate)
        {
            _entries = [.. _entries.Where(entry => entry.Name != eventName)];
        }
    }

    public Entry? Find(ReadOnlySpan<byte> utf8Name)
    {
        foreach (var entry in Volatile.Read(ref _entries))
        {
            if (utf8Name.SequenceEqual(entry.Utf8Name))
            {
                return entry;
            }
        }

        return null;
    }

    internal sealed record Entry(string Name, byte[] Utf8Name, Listener[] Listeners);
}
