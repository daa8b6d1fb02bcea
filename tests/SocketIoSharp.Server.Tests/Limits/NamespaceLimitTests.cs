using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Server.Tests.Limits;

/// <summary>How many namespaces one client may be in, and how long their names may be.</summary>
internal sealed class NamespaceLimitTests : LimitFixture
{
    [Test]
    public async Task MaxNamespaces_OneMore_IsRefusedAndTheOthersGoOn()
    {
        await ServeAsync(options => options.MaxNamespaces = 2);
        var client = await OpenAsync();
        await client.ConnectAsync("/a");
        await client.ConnectAsync("/b");

        await client.RequestAsync("/c");

        await client.ExpectAsync("""4/c,{"message":"Too many namespaces"}""");
        (await client.AskAsync("""["echo",1]""", "/a")).Should().Be("[1]");
        await ExpectReportAsync("MaxNamespaces");
    }

    [Test]
    public async Task MaxNamespaces_OneIsLeft_LetsAnotherIn()
    {
        await ServeAsync(options => options.MaxNamespaces = 1);
        var client = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await client.ConnectAsync("/a");
            await client.SendAsync("1/a,");
            await client.ConnectAsync("/b");
            await client.SendAsync("1/b,");
        }

        Reports.Should().BeEmpty();
    }

    [Test]
    public async Task MaxNamespaces_ThoseStillLookedUp_Count()
    {
        var answer = new TaskCompletionSource<bool>();
        await StartAsync(
            options => options.MaxNamespaces = 2,
            server => server.Of((_, _) => new ValueTask<bool>(answer.Task)));
        var client = await OpenAsync();
        await client.RequestAsync("/slow1");
        await client.RequestAsync("/slow2");

        await client.RequestAsync("/slow3");

        await client.ExpectAsync("""4/slow3,{"message":"Too many namespaces"}""");
        answer.SetResult(true);
        string[] heads = [(await client.ReceiveAsync())[..8], (await client.ReceiveAsync())[..8]];
        heads.Should().BeEquivalentTo("0/slow1,", "0/slow2,");
    }

    [Test]
    public async Task MaxNamespaces_OneWhoseLookUpIsEnding_CountsOnce()
    {
        using var isJoining = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        await StartAsync(
            options => options.MaxNamespaces = 2,
            server =>
            {
                server.Of("/b");
                server.Of(async (_, _) =>
                {
                    await Task.Yield();
                    return true;
                }).Use((_, next) =>
                {
                    // On the thread of the look-up, which has not ended yet.
                    isJoining.Release();
                    goOn.Wait(Patience.Limit);
                    return next();
                });
            });
        var client = await OpenAsync();
        await client.RequestAsync("/slow");
        await isJoining.WaitAsync(Patience.Limit);

        await client.ConnectAsync("/b");

        goOn.Release();
        (await client.ReceiveAsync()).Should().StartWith("0/slow,");
    }

    [Test]
    public async Task MaxNamespaces_AgainAndAgain_WarnsOnce()
    {
        await ServeAsync(options => options.MaxNamespaces = 1);
        var client = await OpenAsync();
        await client.ConnectAsync("/a");

        await client.SendAsync("0/b,", "0/c,", "0/d,");

        await client.ExpectAsync("""4/b,{"message":"Too many namespaces"}""", """4/c,{"message":"Too many namespaces"}""", """4/d,{"message":"Too many namespaces"}""");
        Reports.Select(report => report.Level).Should().Equal(LogLevel.Warning, LogLevel.Debug, LogLevel.Debug);
    }

    [TestCase(7, true)]
    [TestCase(8, true)]
    [TestCase(9, false)]
    public async Task MaxNamespaceNameLength_IsTheLongestName(int length, bool isLetIn)
    {
        await StartAsync(options => options.MaxNamespaceNameLength = 8, server => server.Of((_, _) => new ValueTask<bool>(true)));
        var client = await OpenAsync();
        var name = "/" + new string('x', length - 1);

        await client.RequestAsync(name);

        (await client.ReceiveAsync()).Should().StartWith(isLetIn ? $$"""0{{name}},{"sid":""" : $$"""4{{name}},{"message":"Invalid namespace"}""");
        Reports.Select(report => report.Option).Should().Equal(isLetIn ? [] : ["MaxNamespaceNameLength"]);
    }

    private Task ServeAsync(Action<SocketIoOptions> configure) => StartAsync(configure, server =>
    {
        foreach (var name in new[] { "/a", "/b", "/c", "/d" })
        {
            server.Of(name).OnConnection(socket => socket.On("echo", (int value) => value));
        }
    });
}
