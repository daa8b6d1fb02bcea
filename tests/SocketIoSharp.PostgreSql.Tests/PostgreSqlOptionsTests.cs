using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SocketIoSharp.PostgreSql.Tests;

internal sealed class PostgreSqlOptionsTests
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Username=x";

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("no prefix", options => options.ChannelPrefix = string.Empty);
        yield return Case("a prefix with a null character", options => options.ChannelPrefix = "a\0");
        yield return Case("half of a character", options => options.ChannelPrefix = "\ud800");
        yield return Case("a prefix that fills the channel", options => options.ChannelPrefix = new string('x', 62));
        yield return Case("no table", options => options.TableName = string.Empty);
        yield return Case("a null table", options => options.TableName = null!);
        yield return Case("a table and more", options => options.TableName = "a; DROP TABLE b");
        yield return Case("a table in too many parts", options => options.TableName = "a.b.c");
        yield return Case("a table with an open quote", options => options.TableName = "\"a");
        yield return Case("a table that begins with a digit", options => options.TableName = "1a");
        yield return Case("a line behind the table", options => options.TableName = "a\n");
        yield return Case("a threshold beyond PostgreSQL's", options => options.PayloadThreshold = 8001);
        yield return Case("a threshold below zero", options => options.PayloadThreshold = -1);
        yield return Case("no clean-up", options => options.CleanupInterval = TimeSpan.Zero);
        yield return Case("an endless clean-up", options => options.CleanupInterval = Timeout.InfiniteTimeSpan);
        yield return Case("no pause", options => options.ReconnectDelay = TimeSpan.Zero);
        yield return Case("the longest pause shorter than the first", options => options.MaxReconnectDelay = TimeSpan.FromMilliseconds(499));
        yield return Case("a pause of years", options => options.MaxReconnectDelay = TimeSpan.FromDays(400));
        yield return Case("no time to listen", options => options.KeepAliveInterval = TimeSpan.Zero);
        yield return Case("next to no queue", options => options.MaxQueuedBytes = 65_535);
        yield return Case("a heartbeat that is not heard", options => options.HeartbeatTimeout = options.HeartbeatInterval);
    }

    [Test]
    public void Defaults_AreThoseOfTheAdapterForNodeJs()
    {
        var options = new PostgreSqlOptions();

        options.Validate();
        (options.ChannelPrefix, options.TableName, options.PayloadThreshold, options.CleanupInterval).Should().Be(("socket.io", "socket_io_attachments", 8000, TimeSpan.FromSeconds(30)));
        (options.HeartbeatInterval, options.HeartbeatTimeout).Should().Be((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)));
    }

    [TestCaseSource(nameof(Wrong))]
    public void UsePostgreSql_WrongValue_Throws(Action<PostgreSqlOptions> configure)
    {
        var use = () => new ServiceCollection().AddSocketIo().UsePostgreSql(Nowhere, configure);

        use.Should().Throw<ArgumentException>();
    }

    [TestCase("a")]
    [TestCase("_A9$")]
    [TestCase("my_schema.my_table")]
    [TestCase("\"my schema\".\"my \"\"table\"\"\"")]
    public void Validate_TableName_MayHaveASchemaAndQuotes(string name) => new PostgreSqlOptions { TableName = name }.Validate();

    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("Hots=a")]
    public void UsePostgreSql_ConnectionStringThatIsNone_Throws(string connectionString)
    {
        var use = () => new ServiceCollection().AddSocketIo().UsePostgreSql(connectionString);

        use.Should().Throw<ArgumentException>();
    }

    [Test]
    public async Task UsePostgreSql_DataSourceWithMultiplexing_Throws()
    {
        await using var source = NpgsqlDataSource.Create(Nowhere + ";Multiplexing=true");
        var use = () => new ServiceCollection().AddSocketIo().UsePostgreSql(source);
        var publish = () => new PostgreSqlPublisher(source);

        use.Should().Throw<ArgumentException>();
        publish.Should().Throw<ArgumentException>();
    }

    [Test]
    public async Task UsePostgreSql_DataSource_StaysTheApplications()
    {
        await using var source = NpgsqlDataSource.Create(Nowhere);
        await using (var services = Services(builder => builder.UsePostgreSql(source)))
        {
            _ = services.GetRequiredService<SocketIoServer>();
        }

        source.Invoking(used => used.CreateConnection()).Should().NotThrow();
    }

    [Test]
    public void UsePostgreSql_ContainerThatIsNotDisposedOfAsynchronously_Ends()
    {
        using var services = Services(builder => builder.UsePostgreSql(Nowhere));

        _ = services.GetRequiredService<SocketIoServer>();
    }

    private static ServiceProvider Services(Action<Hosting.SocketIoBuilder> use)
    {
        var services = new ServiceCollection();
        use(services.AddLogging().AddSocketIo());
        return services.BuildServiceProvider();
    }

    private static TestCaseData Case(string name, Action<PostgreSqlOptions> configure) => new TestCaseData(configure).SetArgDisplayNames(name);
}
