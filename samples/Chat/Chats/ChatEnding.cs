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
        Log.Ended(logger, chat.Id);
    }

    // By number: the slug is the key to the chat and does not belong in a log.
    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "Chat {ChatId} has gone out")]
        public static partial void Ended(ILogger logger, long chatId);
    }
}
