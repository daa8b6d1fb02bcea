using Ember.Chats;
using SocketIoSharp;

namespace Ember.Messages;

/// <summary>
/// Collects the acks of a moment and tells them together: one message to a full chat is answered by every tab in it, and without this
/// each of those answers would be told to every tab.
/// </summary>
internal sealed partial class ReceiptFeed(SocketIoServer io, ReceiptStore receipts, ILogger<ReceiptFeed> logger)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(80);
    private readonly Lock _gate = new();
    private readonly Dictionary<Chat, Dictionary<(string Person, string With), Mark>> _waiting = [];

    public void Mark(Chat chat, string personId, string with, long messageId, bool seen)
    {
        var key = (personId, with);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(chat, out var marks))
            {
                _waiting[chat] = marks = [];
                _ = TellSoonAsync(chat);
            }

            var known = marks.GetValueOrDefault(key) ?? new Mark(personId, with, 0, 0);
            marks[key] = known with
            {
                Delivered = Math.Max(known.Delivered, messageId),
                Seen = seen ? Math.Max(known.Seen, messageId) : known.Seen,
            };
        }
    }

    private async Task TellSoonAsync(Chat chat)
    {
        await Task.Delay(Moment);
        Mark[] marks;
        lock (_gate)
        {
            marks = [.. _waiting[chat].Values];
            _waiting.Remove(chat);
        }

        try
        {
            await TellAsync(chat, receipts.Raise(chat.Id, marks));
        }
        catch (Exception exception)
        {
            Log.ReceiptsLost(logger, chat.Id, exception);
        }
    }

    private async Task TellAsync(Chat chat, IReadOnlyList<Mark> marks)
    {
        var open = marks.Where(mark => mark.With.Length == 0).ToArray();
        if (open.Length > 0)
        {
            await io.To(chat.Room).EmitAsync("marks", new MarksNotice(chat.Slug, open));
        }

        foreach (var mark in marks)
        {
            if (mark.With.Length > 0)
            {
                await io.To(Rooms.Person(mark.Person), Rooms.Person(mark.With)).EmitAsync("marks", new MarksNotice(chat.Slug, [mark]));
            }

            await TellOtherTabsAsync(chat, mark);
        }
    }

    private async Task TellOtherTabsAsync(Chat chat, Mark mark)
    {
        var tabs = Rooms.Person(mark.Person);
        if (io.Sockets.CountIn(tabs) > 1)
        {
            await io.To(tabs).EmitAsync("unread", new UnreadNotice(chat.Slug, mark.With, mark.Seen, receipts.Unread(chat.Id, mark.Person)));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Could not store receipts of chat {ChatId}")]
        public static partial void ReceiptsLost(ILogger logger, long chatId, Exception exception);
    }
}
