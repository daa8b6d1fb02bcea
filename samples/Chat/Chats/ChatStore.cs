using Ember.Storage;
using Microsoft.Data.Sqlite;

namespace Ember.Chats;

/// <summary>Chats and their members.</summary>
internal sealed class ChatStore(Database database, TimeProvider clock)
{
    private const string Columns = "c.id, c.slug, c.title, c.is_public, c.created_by, c.created_at";

    public Chat Create(string title, bool isPublic, string createdBy)
    {
        var (slug, now) = (Slug.Create(), Now);
        var id = database.Write(c => c.Scalar<long>(
            """
            insert into chats (slug, title, is_public, created_by, created_at, empty_since)
            values ($slug, $title, $public, $by, $now, $now) returning id
            """,
            ("$slug", slug), ("$title", title), ("$public", isPublic), ("$by", createdBy), ("$now", now)));
        return new Chat(id, slug, title, isPublic, createdBy, now);
    }

    public Chat? Find(string? slug) => slug is null
        ? null
        : database.Read(c => c.Query($"select {Columns} from chats c where c.slug = $slug", ReadChat, ("$slug", slug))).FirstOrDefault();

    public Chat? Find(long id) =>
        database.Read(c => c.Query($"select {Columns} from chats c where c.id = $id", ReadChat, ("$id", id))).FirstOrDefault();

    public IReadOnlyList<Chat> Public() =>
        database.Read(c => c.Query($"select {Columns} from chats c where c.is_public order by c.id desc limit 500", ReadChat));

    public IReadOnlyList<Chat> OfMember(string personId) => database.Read(c => c.Query(
        $"select {Columns} from chats c join members m on m.chat_id = c.id where m.person_id = $person and m.left_at is null order by m.joined_at desc limit 100",
        ReadChat, ("$person", personId)));

    public bool IsMember(long chatId, string personId) => database.Read(c => c.Scalar<long>(
        "select count(*) from members where chat_id = $chat and person_id = $person and left_at is null",
        ("$chat", chatId), ("$person", personId))) > 0;

    /// <summary>Whether a person is or was a member.</summary>
    public bool Knows(long chatId, string personId) => database.Read(c => c.Scalar<long>(
        "select count(*) from members where chat_id = $chat and person_id = $person", ("$chat", chatId), ("$person", personId))) > 0;

    /// <summary>Makes a person a member; answers false when they were one. What was said before they came does not count as unread.</summary>
    public bool Join(long chatId, string personId) => database.Write(c =>
    {
        var isNew = c.Execute(
            """
            insert into members (chat_id, person_id, joined_at) values ($chat, $person, $now)
            on conflict (chat_id, person_id) do update set left_at = null where left_at is not null
            """,
            ("$chat", chatId), ("$person", personId), ("$now", Now)) > 0;
        if (isNew)
        {
            c.Execute(
                """
                insert into receipts (chat_id, person_id, peer_id, delivered, seen)
                select $chat, $person, '', coalesce(max(id), 0), coalesce(max(id), 0) from messages where chat_id = $chat and recipient_id is null
                on conflict do nothing
                """,
                ("$chat", chatId), ("$person", personId));
        }

        return isNew;
    });

    public void Leave(long chatId, string personId) => database.Write(c => c.Execute(
        "update members set left_at = $now where chat_id = $chat and person_id = $person",
        ("$chat", chatId), ("$person", personId), ("$now", Now)));

    public int CountMembers(long chatId) =>
        database.Read(c => c.Scalar<int>("select count(*) from members where chat_id = $chat and left_at is null", ("$chat", chatId)));

    /// <summary>All members, those included who have left: their messages still need a name.</summary>
    public IReadOnlyList<(string Id, string Name, bool HasLeft)> People(long chatId) => database.Read(c => c.Query(
        "select p.id, p.name, m.left_at is not null from members m join people p on p.id = m.person_id where m.chat_id = $chat order by m.joined_at",
        row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)), ("$chat", chatId)));

    public long LastMessageAt(Chat chat) => database.Read(c => c.Scalar<long?>(
        "select sent_at from messages where chat_id = $chat and recipient_id is null order by id desc limit 1", ("$chat", chat.Id))) ?? chat.CreatedAt;

    public void SetEmpty(long chatId, bool empty) => database.Write(c => c.Execute(
        "update chats set empty_since = $since where id = $chat", ("$chat", chatId), ("$since", empty ? Now : null)));

    /// <summary>After a start nobody is there yet: the grace time of chats that had people begins now.</summary>
    public void SetAllEmpty() => database.Write(c => c.Execute("update chats set empty_since = $now where empty_since is null", ("$now", Now)));

    public IReadOnlyList<Chat> EmptyFor(TimeSpan grace) => database.Read(c => c.Query(
        $"select {Columns} from chats c where c.empty_since <= $limit", ReadChat, ("$limit", Now - (long)grace.TotalMilliseconds)));

    /// <summary>Deletes a chat with its messages and files, and gives the space back to the disk.</summary>
    public void Delete(long chatId)
    {
        database.Write(c => c.Execute("delete from chats where id = $chat", ("$chat", chatId)));
        database.Read(c => c.Execute("pragma incremental_vacuum"));
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static Chat ReadChat(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetString(4), row.GetInt64(5));
}
