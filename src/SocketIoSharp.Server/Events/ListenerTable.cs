using System.Text;

namespace SocketIoSharp.Events;

/// <summary>
/// The handlers of one socket by event name. Looked up by the bytes on the wire, without making a string. Copy-on-write. Every socket has one, so it keeps
/// nothing but the handlers, is its own lock, and shares the names that the application has given.
/// </summary>
internal sealed class ListenerTable
{
    // Those of one event side by side, in their order. A socket has a handful of events, so going through them beats hashing.
    private Listener[] _listeners = [];

    public IReadOnlyCollection<string> EventNames => [.. Volatile.Read(ref _listeners).Select(listener => listener.EventName).Distinct(StringComparer.Ordinal)];

    public int Count(string eventName) => Volatile.Read(ref _listeners).Count(listener => listener.EventName == eventName);

    public void Add(Listener listener, bool prepend)
    {
        lock (this)
        {
            var first = Array.FindIndex(_listeners, other => other.EventName == listener.EventName);
            var place = first < 0 ? _listeners.Length : prepend ? first : Array.FindLastIndex(_listeners, other => other.EventName == listener.EventName) + 1;
            _listeners = [.. _listeners[..place], listener, .. _listeners[place..]];
        }
    }

    /// <summary>Removes the handlers of an event.</summary>
    public void Remove(string eventName) => RemoveWhere(listener => listener.EventName == eventName);

    /// <summary>Removes the handlers of all events.</summary>
    public void Clear() => RemoveWhere(_ => true);

    /// <summary>Removes one registration of a handler, the latest if there are several.</summary>
    public void Remove(string eventName, Delegate handler)
    {
        lock (this)
        {
            if (Array.FindLast(_listeners, listener => listener.EventName == eventName && listener.Handler.Equals(handler)) is { } found)
            {
                found.MarkRemoved();
                Take(found);
            }
        }
    }

    /// <summary>Takes a handler out that has had its only event.</summary>
    public void Take(Listener listener)
    {
        lock (this)
        {
            _listeners = Array.FindAll(_listeners, other => other != listener);
        }
    }

    /// <summary>The handlers of an event; none when nobody has registered one.</summary>
    public ArraySegment<Listener> Find(ReadOnlySpan<byte> utf8Name)
    {
        var listeners = Volatile.Read(ref _listeners);
        for (var i = 0; i < listeners.Length; i++)
        {
            if (IsName(listeners[i].EventName, utf8Name))
            {
                return new ArraySegment<Listener>(listeners, i, CountFrom(listeners, i));
            }
        }

        return ArraySegment<Listener>.Empty;
    }

    // Nearly all names are ASCII, whose bytes and characters are the same numbers.
    private static bool IsName(string name, ReadOnlySpan<byte> utf8Name) => name.Length == utf8Name.Length
        ? Ascii.Equals(utf8Name, name)
        : name.Length < utf8Name.Length && Encoding.UTF8.GetByteCount(name) == utf8Name.Length && utf8Name.SequenceEqual(Encoding.UTF8.GetBytes(name));

    private static int CountFrom(Listener[] listeners, int first)
    {
        var end = first + 1;
        while (end < listeners.Length && listeners[end].EventName == listeners[first].EventName)
        {
            end++;
        }

        return end - first;
    }

    private void RemoveWhere(Predicate<Listener> condition)
    {
        lock (this)
        {
            Array.ForEach(Array.FindAll(_listeners, condition), static listener => listener.MarkRemoved());
            _listeners = Array.FindAll(_listeners, listener => !condition(listener));
        }
    }
}
