using Ember.Chats;
using Ember.Files;
using Ember.Storage;
using Microsoft.Data.Sqlite;

namespace Ember.Messages;

/// <summary>The history. A message is stored once, however often its author's client sends it.</summary>
internal sealed class MessageStore(Database database, TimeProvider clock)
{
    private const string Select =
        """
        select m.id, m.client_id, m.author_id, m.recipient_id, m.body, m.sent_at,
               f.id, f.name, f.media_type, f.size, f.width, f.height, f.preview
        from messages m left join files f on f.id = m.file_id
        """;

    // '' asks for what was said to everyone, an id for the private conversation with that person.
    private const string InConversation =
        """
        m.chat_id = $chat and (
            ($with = '' and m.recipient_id is null) or
            ($with <> '' and ((m.author_id = $me and m.recipient_id = $with) or (m.author_id = $with and m.recipient_id = $me))))
        """;

    /// <summary>Answers the stored message and whether it is new.</summary>
    public (Message Message, bool IsNew) Add(NewMessage message) => database.Write(c =>
    {
        if (FindByClientId(c, message.Chat, message.From, message.ClientId) is { } known)
        {
            return (known, false);
        }

        var fileId = message.File is { } file ? FileStore.Add(c, message.Chat.Id, file) : null;
        c.Execute(
            """
            insert into messages (chat_id, author_id, recipient_id, client_id, body, file_id, sent_at)
            values ($chat, $from, $to, $client, $text, $file, $now)
            """,
            ("$chat", message.Chat.Id), ("$from", message.From), ("$to", message.To), ("$client", message.ClientId),
            ("$text", message.Text), ("$file", fileId), ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds()));
        return (FindByClientId(c, message.Chat, message.From, message.ClientId)!, true);
    });

    public Message? FindByClientId(Chat chat, string from, string clientId) =>
        database.Read(c => FindByClientId(c, chat, from, clientId));

    /// <summary>The newest page before an id.</summary>
    public MessagePage Before(Chat chat, string me, string with, long before, int limit)
    {
        var found = database.Read(c => c.Query(
            $"{Select} where {InConversation} and m.id < $before order by m.id desc limit $limit",
            row => Read(row, chat.Slug), ("$chat", chat.Id), ("$me", me), ("$with", with), ("$before", before), ("$limit", limit + 1)));
        return new MessagePage([.. found.Take(limit).Reverse()], found.Count > limit);
    }

    /// <summary>What came after an id: what a client asks for when it has been away.</summary>
    public MessagePage After(Chat chat, string me, string with, long after, int limit)
    {
        var found = database.Read(c => c.Query(
            $"{Select} where {InConversation} and m.id > $after order by m.id limit $limit",
            row => Read(row, chat.Slug), ("$chat", chat.Id), ("$me", me), ("$with", with), ("$after", after), ("$limit", limit + 1)));
        return new MessagePage([.. found.Take(limit)], found.Count > limit);
    }

    private static Message? FindByClientId(SqliteConnection connection, Chat chat, string from, string clientId) => connection.Query(
        $"{Select} where m.author_id = $from and m.client_id = $client",
        row => Read(row, chat.Slug), ("$from", from), ("$client", clientId)).FirstOrDefault();

    private static Message Read(SqliteDataReader row, string slug) => new(
        row.GetInt64(0), row.GetString(1), slug, row.GetString(2), row.TextOrNull(3), row.GetString(4), row.GetInt64(5),
        row.IsDBNull(6) ? null : FileStore.ReadAttachment(row, 6));
}
