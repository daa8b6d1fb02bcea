using SocketIoSharp;

namespace Ember.People;

/// <summary>
/// Who is in which chat at this moment, with all their tabs. Somebody whose last tab has gone stays listed until
/// <see cref="Settle"/>, so that a reload or a short loss of connection is not shown to the others as leaving and coming back.
/// </summary>
internal sealed class Presence
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Dictionary<string, HashSet<Socket>>> _chats = [];

    /// <summary>Answers true when this person was not listed before.</summary>
    public bool Enter(long chatId, string personId, Socket socket)
    {
        lock (_gate)
        {
            if (!_chats.TryGetValue(chatId, out var people))
            {
                _chats[chatId] = people = [];
            }

            var isNew = !people.TryGetValue(personId, out var sockets);
            (sockets ?? (people[personId] = [])).Add(socket);
            return isNew;
        }
    }

    /// <summary>Answers true when it was the person's last tab; call <see cref="Settle"/> now or a moment later.</summary>
    public bool Leave(long chatId, string personId, Socket socket)
    {
        lock (_gate)
        {
            return SocketsOf(chatId, personId) is { } sockets && sockets.Remove(socket) && sockets.Count == 0;
        }
    }

    /// <summary>Takes a person without tabs off the list; false when they have come back or were not there.</summary>
    public bool Settle(long chatId, string personId)
    {
        lock (_gate)
        {
            if (SocketsOf(chatId, personId) is not { Count: 0 })
            {
                return false;
            }

            var people = _chats[chatId];
            people.Remove(personId);
            if (people.Count == 0)
            {
                _chats.Remove(chatId);
            }

            return true;
        }
    }

    /// <summary>Forgets a chat that has ended.</summary>
    public void Clear(long chatId)
    {
        lock (_gate)
        {
            _chats.Remove(chatId);
        }
    }

    public IReadOnlyCollection<string> PeopleIn(long chatId)
    {
        lock (_gate)
        {
            return _chats.TryGetValue(chatId, out var people) ? [.. people.Keys] : [];
        }
    }

    public bool IsIn(long chatId, Socket socket, string personId)
    {
        lock (_gate)
        {
            return SocketsOf(chatId, personId)?.Contains(socket) == true;
        }
    }

    public IReadOnlyList<(string PersonId, Socket Socket)> SocketsIn(long chatId)
    {
        lock (_gate)
        {
            return _chats.TryGetValue(chatId, out var people)
                ? [.. people.SelectMany(person => person.Value.Select(socket => (person.Key, socket)))]
                : [];
        }
    }

    private HashSet<Socket>? SocketsOf(long chatId, string personId) =>
        _chats.GetValueOrDefault(chatId)?.GetValueOrDefault(personId);
}
