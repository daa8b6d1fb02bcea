using Npgsql;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>How the table is made and kept small.</summary>
internal sealed class AttachmentTableTests : ClusterFixture
{
    [Test]
    public async Task Create_ByManyAtOnce_FailsForNobody()
    {
        var table = new AttachmentTable("socket_io_attachments");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var connection = await Source.OpenConnectionAsync();
            await table.CreateAsync(connection, CancellationToken.None);
        }));

        (await QueryAsync<long>("SELECT count(*) FROM socket_io_attachments")).Should().Be(0);
    }

    [Test]
    public async Task Rows_OlderThanTheInterval_AreDeleted()
    {
        await StartBothAsync(options => options.CleanupInterval = TimeSpan.FromMilliseconds(300));
        await ExecuteAsync("INSERT INTO socket_io_attachments (created_at, payload) VALUES (now() - interval '1 hour', ''), (now() + interval '1 hour', '')");

        await Patience.UntilAsync(() => QueryAsync<long>("SELECT count(*) FROM socket_io_attachments").Result == 1, "the old row to go");

        (await QueryAsync<bool>("SELECT created_at > now() FROM socket_io_attachments")).Should().BeTrue();
    }

    [Test]
    public async Task Table_MayNotBeCreated_IsReportedAndSmallMessagesGo()
    {
        var role = "limited_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE ROLE {role} LOGIN");
        ConnectAs(role);
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.EmitAsync("binary", new byte[] { 1 });
        await Server.EmitAsync("small");

        await there.ExpectAsync("""2["small"]""");
        await Host.Log.WaitForAsync("AttachmentTableMissing");
        await Host.Log.WaitForAsync("ClusterMessageLost");
    }

    [Test]
    public async Task Table_WasMadeByAnotherRole_IsUsed()
    {
        var role = "limited_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE ROLE {role} LOGIN");
        await ExecuteAsync("CREATE TABLE socket_io_attachments (id bigserial UNIQUE, created_at timestamptz DEFAULT NOW(), payload bytea)");
        await ExecuteAsync($"GRANT ALL ON socket_io_attachments, socket_io_attachments_id_seq TO {role}");
        ConnectAs(role);
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.EmitAsync("binary", new byte[] { 1 });

        await there.ExpectAsync("""51-["binary",{"_placeholder":true,"num":0}]""", "bAQ==");
        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "AttachmentTableMissing");
    }

    private void ConnectAs(string role) => ConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role }.ConnectionString;
}
