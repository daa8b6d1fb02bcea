using System.Collections.Concurrent;
using Ember.Chats;
using Ember.Limits;
using SocketIoSharp;

namespace Ember.People;

/// <summary>One socket, the person behind it, and what this tab has open. Lives as long as the socket.</summary>
internal sealed class Visitor
{
    private static readonly object Key = new();

    public Visitor(Socket socket, string personId)
    {
        Socket = socket;
        PersonId = personId;
        socket.Items[Key] = this;
    }

    public Socket Socket { get; }

    public string PersonId { get; }

    public SocketLimits Limits { get; } = new();

    /// <summary>The chats that this tab shows, by id.</summary>
    public ConcurrentDictionary<long, Chat> Open { get; } = [];

    public static Visitor? Of(Socket socket) => socket.Items.TryGetValue(Key, out var visitor) ? visitor as Visitor : null;
}
