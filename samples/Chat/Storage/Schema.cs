using Microsoft.Data.Sqlite;

namespace Ember.Storage;

/// <summary>The tables, made on the first start.</summary>
internal static class Schema
{
    private const long Version = 1;

    private const string Tables = """
        create table people (
            id text primary key,
            name text not null,
            created_at integer not null
        ) without rowid;

        create table chats (
            id integer primary key,
            slug text not null unique,
            title text not null,
            is_public integer not null,
            created_by text not null,
            created_at integer not null,
            empty_since integer
        );

        create table members (
            chat_id integer not null references chats on delete cascade,
            person_id text not null references people,
            joined_at integer not null,
            left_at integer,
            primary key (chat_id, person_id)
        ) without rowid;
        create index members_by_person on members (person_id);

        create table files (
            id text not null unique,
            chat_id integer not null references chats on delete cascade,
            name text not null,
            media_type text not null,
            size integer not null,
            width integer not null,
            height integer not null,
            preview blob,
            content blob not null
        );
        create index files_by_chat on files (chat_id);

        -- recipient_id is null in what everyone in the chat may read.
        create table messages (
            id integer primary key autoincrement,
            chat_id integer not null references chats on delete cascade,
            author_id text not null,
            recipient_id text,
            client_id text not null,
            body text not null,
            file_id text references files (id),
            sent_at integer not null,
            unique (author_id, client_id)
        );
        create index messages_for_everyone on messages (chat_id, id) where recipient_id is null;
        create index messages_private on messages (chat_id, author_id, recipient_id, id) where recipient_id is not null;
        create index messages_by_file on messages (file_id) where file_id is not null;

        -- How far a person has received and read a conversation; peer_id is '' for everyone.
        create table receipts (
            chat_id integer not null references chats on delete cascade,
            person_id text not null,
            peer_id text not null,
            delivered integer not null,
            seen integer not null,
            primary key (chat_id, person_id, peer_id)
        ) without rowid;
        """;

    public static void Apply(SqliteConnection connection)
    {
        var version = connection.Scalar<long>("pragma user_version");
        if (version == Version)
        {
            return;
        }

        if (version != 0)
        {
            throw new InvalidOperationException($"The database has schema {version}; this program knows {Version}.");
        }

        connection.Execute("pragma auto_vacuum = incremental"); // only before the first table
        connection.Execute("pragma journal_mode = wal");
        using var transaction = connection.BeginTransaction();
        connection.Execute(Tables);
        connection.Execute($"pragma user_version = {Version}");
        transaction.Commit();
    }
}
