using Ember.Storage;
using Microsoft.Data.Sqlite;

namespace Ember.Messages;

/// <summary>Watermarks of what was delivered and read, and the unread counts that follow from them.</summary>
internal sealed class ReceiptStore(Database database)
{
    private const int MostCounted = 1000;

    /// <summary>Raises marks, never lowers them and never beyond what exists; answers them as they stand then.</summary>
    public IReadOnlyList<Mark> Raise(long chatId, IEnumerable<Mark> marks) => database.Write(c => marks
        .SelectMany(mark => c.Query(
            """
            insert into receipts (chat_id, person_id, peer_id, delivered, seen)
            select $chat, $person, $peer, min($delivered, seq), min($seen, seq) from sqlite_sequence
            where name = 'messages' and exists (select 1 from chats where id = $chat)
            on conflict (chat_id, person_id, peer_id) do update set
                delivered = max(delivered, excluded.delivered), seen = max(seen, excluded.seen)
            returning person_id, peer_id, delivered, seen
            """,
            Read, ("$chat", chatId), ("$person", mark.Person), ("$peer", mark.With), ("$delivered", mark.Delivered), ("$seen", mark.Seen)))
        .ToList());

    /// <summary>The marks that a person may see: everyone's in the open conversation, and both sides of their private ones.</summary>
    public IReadOnlyList<Mark> VisibleTo(long chatId, string personId) => database.Read(c => c.Query(
        "select person_id, peer_id, delivered, seen from receipts where chat_id = $chat and (peer_id = '' or peer_id = $me or person_id = $me)",
        Read, ("$chat", chatId), ("$me", personId)));

    public int Unread(long chatId, string personId) => database.Read(c => c.Scalar<int>(
        $"""
        select count(*) from (
            select 1 from messages m
            left join receipts r on r.chat_id = m.chat_id and r.person_id = $me
                and r.peer_id = case when m.recipient_id is null then '' else m.author_id end
            where m.chat_id = $chat and m.author_id <> $me and (m.recipient_id is null or m.recipient_id = $me) and m.id > coalesce(r.seen, 0)
            limit {MostCounted})
        """,
        ("$chat", chatId), ("$me", personId)));

    /// <summary>The conversations a person has in a chat: the open one, and one for each person they have exchanged private messages with.</summary>
    public IReadOnlyList<ConversationState> Conversations(long chatId, string personId) => database.Read(c => c.Query(
        """
        with mine as (
            select m.id, m.author_id,
                   case when m.recipient_id is null then '' when m.author_id = $me then m.recipient_id else m.author_id end as peer
            from messages m
            where m.chat_id = $chat and (m.recipient_id is null or m.recipient_id = $me or m.author_id = $me))
        select mine.peer, sum(mine.author_id <> $me and mine.id > coalesce(r.seen, 0)), max(mine.id)
        from mine left join receipts r on r.chat_id = $chat and r.person_id = $me and r.peer_id = mine.peer
        group by mine.peer
        """,
        row => new ConversationState(row.GetString(0), row.GetInt32(1), row.GetInt64(2)), ("$chat", chatId), ("$me", personId)));

    private static Mark Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3));
}
