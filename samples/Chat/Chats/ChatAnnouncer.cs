using SocketIoSharp;

namespace Ember.Chats;

/// <summary>Tells people what changes about chats: in the chat itself, on the front page, and in their own lists.</summary>
internal sealed partial class ChatAnnouncer(SocketIoServer io, ChatStore chats, ChatViews views, ILogger<ChatAnnouncer> logger)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);
    private readonly Lock _gate = new();
    private readonly HashSet<long> _waiting = [];

    /// <summary>The live count or the last message has changed. Several changes in a moment are told once.</summary>
    public void ChatChanged(Chat chat)
    {
        lock (_gate)
        {
            if (_waiting.Add(chat.Id))
            {
                _ = TellSoonAsync(chat);
            }
        }
    }

    public void PersonChanged(Chat chat, string personId)
    {
        if (views.People(chat).FirstOrDefault(person => person.Id == personId) is { } person)
        {
            _ = io.To(chat.Room).EmitAsync("people", new PersonNotice(chat.Slug, person));
        }

        ChatChanged(chat);
    }

    public Task ChatGoneAsync(Chat chat) =>
        io.To(chat.Room, chat.WatchRoom, Rooms.Lobby).EmitAsync("chat:gone", new ChatRequest(chat.Slug));

    /// <summary>Tells all tabs of somebody who has left for good.</summary>
    public Task LeftForGoodAsync(Chat chat, string personId) =>
        io.To(Rooms.Person(personId)).EmitAsync("chat:left", new ChatRequest(chat.Slug));

    private async Task TellSoonAsync(Chat chat)
    {
        await Task.Delay(Moment);
        lock (_gate)
        {
            _waiting.Remove(chat.Id);
        }

        try
        {
            if (chats.Find(chat.Id) is not null)
            {
                await io.To(Audience(chat)).EmitAsync("chat:changed", views.Summary(chat));
            }
        }
        catch (Exception exception)
        {
            Log.NotTold(logger, chat.Id, exception);
        }
    }

    private static string[] Audience(Chat chat) => chat.IsPublic ? [chat.WatchRoom, Rooms.Lobby] : [chat.WatchRoom];

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Error, "Could not tell about chat {ChatId}")]
        public static partial void NotTold(ILogger logger, long chatId, Exception exception);
    }
}
