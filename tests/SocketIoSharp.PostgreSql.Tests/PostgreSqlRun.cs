using SocketIoSharp.PostgreSql.Tests.Servers;

namespace SocketIoSharp.PostgreSql.Tests;

[SetUpFixture]
internal sealed class PostgreSqlRun
{
    [OneTimeTearDown]
    public Task EndAsync() => PostgreSqlServer.RemoveAsync();
}
