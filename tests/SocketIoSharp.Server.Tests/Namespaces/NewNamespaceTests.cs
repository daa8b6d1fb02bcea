using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests.Namespaces;

/// <summary>What the application is told of new namespaces.</summary>
internal sealed class NewNamespaceTests : ServerFixture
{
    [Test]
    public async Task OnNewNamespace_ByTheApplicationAndByClients_IsToldOfEachOnce()
    {
        var created = new List<string>();
        await StartAsync(prepare: server =>
        {
            server.OnNewNamespace(@namespace => created.Add(@namespace.Name));
            server.Of(new Regex("^/dynamic"));
        });
        var client = await OpenAsync();

        Server.Of("/");
        Server.Of("/static");
        Server.Of("static");
        await client.ConnectAsync("/dynamic");
        Server.Of("/dynamic");

        created.Should().Equal("/static", "/dynamic");
    }

    [Test]
    public async Task OnNewNamespace_HandlerAddsMiddleware_TheFirstClientMeetsIt()
    {
        await StartAsync(prepare: server =>
        {
            server.OnNewNamespace(@namespace => @namespace.Use((context, _) =>
            {
                context.Reject("closed");
                return Task.CompletedTask;
            }));
            server.Of((_, _) => true);
        });
        var client = await OpenAsync();

        await client.RequestAsync("/a");

        await client.ExpectAsync("""4/a,{"message":"closed"}""");
    }

    [Test]
    public async Task OnNewNamespace_HandlerStillRuns_OtherClientsWait()
    {
        using var isRunning = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        await StartAsync(prepare: server =>
        {
            server.OnNewNamespace(@namespace =>
            {
                isRunning.Release();
                mayEnd.Wait();
                @namespace.Use((context, _) =>
                {
                    context.Reject("closed");
                    return Task.CompletedTask;
                });
            });
            server.Of((_, _) => true);
        });
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await first.RequestAsync("/a");
        (await isRunning.WaitAsync(Patience.Limit)).Should().BeTrue();

        await second.RequestAsync("/a");
        await second.SynchroniseAsync();
        mayEnd.Release();

        await second.ExpectAsync("""4/a,{"message":"closed"}""");
        await first.ExpectAsync("""4/a,{"message":"closed"}""");
    }

    [Test]
    public async Task OnNewNamespace_HandlerFails_OthersRunAndTheClientConnects()
    {
        var created = new List<string>();
        await StartAsync(prepare: server =>
        {
            server.OnNewNamespace(_ => throw new InvalidOperationException("no"));
            server.OnNewNamespace(@namespace => created.Add(@namespace.Name));
            server.Of((_, _) => true);
        });
        Host.Log.Expect("NewNamespaceHandlerFailed");
        var client = await OpenAsync();

        await client.ConnectAsync("/a");

        created.Should().Equal("/a");
    }
}
