using Ember.People;

namespace Ember.Chats;

/// <summary>How a chat goes: its people are told, nobody is in it any more, and everything of it is deleted.</summary>
internal sealed partial class ChatEnding(ChatStore chats, Presence presence, ChatAnnouncer announcer, ILogger<ChatEnding> logger)
{
    public async Task EndAsync(Chat chat)
    {
        chats.Delete(chat.Id);
        await announcer.ChatGoneAsync(chat);
        foreach (var (_, socket) in presence.SocketsIn(chat.Id))
        {
            Visitor.Of(socket)?.Open.TryRemove(chat.Id, out _);
            await socket.LeaveAsync(chat.Room);
            await socket.LeaveAsync(chat.WatchRoom);
        }

        presence.Clear(chat.Id);
        Log.Ended(logger, chat.Slug);
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "Chat {Slug} has gone out")]
        public static partial void Ended(ILogger logger, string slug);
    }
}
