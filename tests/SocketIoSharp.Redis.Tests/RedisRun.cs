namespace SocketIoSharp.Redis.Tests;

/// <summary>One Redis for the whole run. Tests keep apart by their keys; those that break it start one of their own.</summary>
[SetUpFixture]
internal sealed class RedisRun
{
    private static RedisServer? s_server;

    public static RedisServer Server => s_server ?? throw new InvalidOperationException("Redis does not run.");

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        try
        {
            s_server = await RedisServer.StartAsync();
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            Skip.Because("There is no Redis, and it cannot be installed: run apt-get install redis-server, or ./test.sh. " + exception.Message);
        }
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (s_server is not null)
        {
            await s_server.DisposeAsync();
        }
    }
}
