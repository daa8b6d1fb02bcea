using System.Security.Cryptography;
using Ember.Storage;
using Microsoft.Data.Sqlite;

namespace Ember.Files;

/// <summary>Files live in the same database as their messages: stored together, deleted together.</summary>
internal sealed class FileStore(Database database)
{
    /// <summary>Part of storing a message, in its transaction.</summary>
    public static string Add(SqliteConnection connection, long chatId, NewFile file)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        connection.Execute(
            """
            insert into files (id, chat_id, name, media_type, size, width, height, preview, content)
            values ($id, $chat, $name, $type, $size, $width, $height, $preview, $content)
            """,
            ("$id", id), ("$chat", chatId), ("$name", file.Name), ("$type", file.Picture?.MediaType ?? ""), ("$size", file.Content.Length),
            ("$width", file.Picture?.Width ?? 0), ("$height", file.Picture?.Height ?? 0), ("$preview", file.Preview), ("$content", file.Content));
        return id;
    }

    public static Attachment ReadAttachment(SqliteDataReader row, int at) => new(
        row.GetString(at), row.GetString(at + 1), row.GetString(at + 2).Length > 0, row.GetInt64(at + 3),
        row.GetInt32(at + 4), row.GetInt32(at + 5), row.BytesOrNull(at + 6));

    /// <summary>A file that this person may read: they are in its chat, and it was sent to everyone, to them, or by them.</summary>
    public StoredFile? Find(string id, string personId) => database.Read(c => c.Query(
        """
        select f.rowid, f.name, f.media_type
        from files f
        join messages m on m.file_id = f.id
        join members on members.chat_id = f.chat_id and members.person_id = $me and members.left_at is null
        where f.id = $id and (m.recipient_id is null or m.recipient_id = $me or m.author_id = $me)
        """,
        row => new StoredFile(row.GetInt64(0), row.GetString(1), row.GetString(2)), ("$id", id), ("$me", personId))).FirstOrDefault();

    /// <summary>Reads straight from the database file; the connection lives until the response has been sent.</summary>
    public Stream OpenRead(StoredFile file, HttpContext http)
    {
        var connection = database.Open();
        http.Response.RegisterForDispose(connection);
        return new SqliteBlob(connection, "files", "content", file.RowId, readOnly: true);
    }
}
