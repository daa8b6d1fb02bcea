using Ember.Chats;
using Ember.People;
using SocketIoSharp;

namespace Ember.Messages;

/// <summary>Stores a message and brings it to everyone it is for, wherever it came from: a socket or an HTTP request.</summary>
internal sealed class MessagePost(SocketIoServer io, MessageStore messages, Presence presence, ReceiptFeed receipts, ChatAnnouncer announcer)
{
    private static readonly TimeSpan AckTime = TimeSpan.FromSeconds(15);
    private readonly Lock _order = new();

    /// <summary>Answers the message as it is stored; one that was stored before is answered again and not delivered again.</summary>
    public Message Post(NewMessage message, Socket? from = null)
    {
        // Within the lock ids are given and messages leave in the same order, so whoever has seen one has been sent all before it.
        lock (_order)
        {
            var (stored, isNew) = messages.Add(message);
            if (isNew)
            {
                Deliver(message.Chat, stored, from);
            }

            return stored;
        }
    }

    private void Deliver(Chat chat, Message message, Socket? from)
    {
        foreach (var (personId, socket) in presence.SocketsIn(chat.Id))
        {
            if (socket != from && message.IsFor(personId))
            {
                _ = DeliverAsync(chat, message, personId, socket);
            }
        }

        var elsewhere = io.To(message.To is null ? chat.WatchRoom : Rooms.Person(message.To)).Except(chat.Room);
        _ = elsewhere.EmitAsync("activity", new ActivityNotice(chat.Slug, message.Id, message.From, message.To));
        announcer.ChatChanged(chat);
    }

    // The ack of the client is the second tick.
    private async Task DeliverAsync(Chat chat, Message message, string personId, Socket socket)
    {
        try
        {
            var receipt = await socket.Timeout(AckTime).EmitWithAck("message", message).As<Receipt>();
            if (personId != message.From)
            {
                receipts.Mark(chat, personId, message.PeerOfReader, message.Id, receipt.Seen);
            }
        }
        catch (Exception exception) when (exception is AckTimeoutException or SocketDisconnectedException or System.Text.Json.JsonException)
        {
            // Not delivered: the client asks for what it missed when it comes back.
        }
    }
}
