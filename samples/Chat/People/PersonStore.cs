using Ember.Storage;

namespace Ember.People;

/// <summary>Names by person.</summary>
internal sealed class PersonStore(Database database, TimeProvider clock)
{
    public string? FindName(string personId) =>
        database.Read(c => c.Scalar<string>("select name from people where id = $id", ("$id", personId)));

    public void SetName(string personId, string name) => database.Write(c => c.Execute(
        "insert into people (id, name, created_at) values ($id, $name, $now) on conflict (id) do update set name = excluded.name",
        ("$id", personId), ("$name", name), ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds())));
}
