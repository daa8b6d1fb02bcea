using Ember.People;

namespace Ember.Chats;

/// <summary>People coming into chats and leaving them.</summary>
internal sealed class Attendance(ChatStore chats, Presence presence, ChatAnnouncer announcer)
{
    /// <summary>How long somebody may be without a tab before the others see them leave: long enough for a reload.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task EnterAsync(Visitor visitor, Chat chat)
    {
        chats.Join(chat.Id, visitor.PersonId);
        await visitor.Socket.JoinAsync(chat.Room, chat.WatchRoom);
        visitor.Open[chat.Id] = chat;
        if (presence.Enter(chat.Id, visitor.PersonId, visitor.Socket))
        {
            chats.SetEmpty(chat.Id, empty: false);
            announcer.PersonChanged(chat, visitor.PersonId);
        }

        if (!visitor.Socket.Connected)
        {
            Disconnected(visitor); // it went while it came in, and its disconnect handler had nothing to tidy up yet
        }
    }

    /// <summary>The tab goes elsewhere: the others see it at once.</summary>
    public async Task LeaveAsync(Visitor visitor, Chat chat)
    {
        visitor.Open.TryRemove(chat.Id, out _);
        await visitor.Socket.LeaveAsync(chat.Room);
        if (presence.Leave(chat.Id, visitor.PersonId, visitor.Socket))
        {
            Settle(chat, visitor.PersonId);
        }
    }

    /// <summary>The connection is gone; perhaps it comes back.</summary>
    public void Disconnected(Visitor visitor)
    {
        foreach (var chat in visitor.Open.Values)
        {
            if (presence.Leave(chat.Id, visitor.PersonId, visitor.Socket))
            {
                _ = SettleLaterAsync(chat, visitor.PersonId);
            }
        }
    }

    /// <summary>Leaves for good, with all tabs.</summary>
    public async Task ForgetAsync(string personId, Chat chat)
    {
        foreach (var (id, socket) in presence.SocketsIn(chat.Id))
        {
            if (id == personId && Visitor.Of(socket) is { } visitor)
            {
                await LeaveAsync(visitor, chat);
            }
        }

        chats.Leave(chat.Id, personId);
        announcer.PersonChanged(chat, personId);
        await announcer.LeftForGoodAsync(chat, personId);
    }

    private async Task SettleLaterAsync(Chat chat, string personId)
    {
        await Task.Delay(Patience);
        Settle(chat, personId);
    }

    private void Settle(Chat chat, string personId)
    {
        if (!presence.Settle(chat.Id, personId))
        {
            return;
        }

        if (presence.PeopleIn(chat.Id).Count == 0)
        {
            chats.SetEmpty(chat.Id, empty: true);
        }

        announcer.PersonChanged(chat, personId);
    }
}
