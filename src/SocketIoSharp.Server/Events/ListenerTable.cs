using System.Text;

namespace SocketIoSharp.Events;

/// <summary>The handlers of one socket by event name. Looked up by the bytes on the wire, without making a string. Copy-on-write.</summary>
internal sealed class ListenerTable
{
    private readonly Lock _gate = new();

    // A socket has a handful of events, so going through them beats hashing.
    private Entry[] _entries = [];

    public IReadOnlyCollection<string> EventNames => [.. Volatile.Read(ref _entries).Select(entry => entry.Name)];

    public int Count(string eventName) => Array.Find(Volatile.Read(ref _entries), entry => entry.Name == eventName)?.Listeners.Length ?? 0;

    public void Add(string eventName, Listener listener, bool prepend)
    {
        lock (_gate)
        {
            var index = Array.FindIndex(_entries, entry => entry.Name == eventName);
            if (index < 0)
            {
                _entries = [.. _entries, new Entry(eventName, Encoding.UTF8.GetBytes(eventName), [listener])];
                return;
            }

            var others = _entries[index].Listeners;
            Replace(index, prepend ? [listener, .. others] : [.. others, listener]);
        }
    }

    /// <summary>Removes the handlers of an event.</summary>
    public void Remove(string eventName) => RemoveWhere(entry => entry.Name == eventName);

    /// <summary>Removes the handlers of all events.</summary>
    public void Clear() => RemoveWhere(_ => true);

    /// <summary>Removes one registration of a handler, the latest if there are several.</summary>
    public void Remove(string eventName, Delegate handler)
    {
        lock (_gate)
        {
            if (Array.Find(_entries, entry => entry.Name == eventName) is { } entry && Array.FindLast(entry.Listeners, listener => listener.Handler.Equals(handler)) is { } found)
            {
                found.MarkRemoved();
                Take(eventName, found);
            }
        }
    }

    /// <summary>Takes a handler out that has had its only event.</summary>
    public void Take(string eventName, Listener listener)
    {
        lock (_gate)
        {
            var index = Array.FindIndex(_entries, entry => entry.Name == eventName);
            if (index >= 0)
            {
                Replace(index, [.. _entries[index].Listeners.Where(other => other != listener)]);
            }
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

    private void RemoveWhere(Predicate<Entry> condition)
    {
        lock (_gate)
        {
            foreach (var entry in Array.FindAll(_entries, condition))
            {
                Array.ForEach(entry.Listeners, listener => listener.MarkRemoved());
            }

            _entries = Array.FindAll(_entries, entry => !condition(entry));
        }
    }

    // Never in place: somebody may be going through the entries.
    private void Replace(int index, Listener[] listeners)
    {
        var entries = _entries.ToArray();
        entries[index] = entries[index] with { Listeners = listeners };
        _entries = listeners.Length > 0 ? entries : [.. entries.Where((_, other) => other != index)];
    }

    internal sealed record Entry(string Name, byte[] Utf8Name, Listener[] Listeners);
}
