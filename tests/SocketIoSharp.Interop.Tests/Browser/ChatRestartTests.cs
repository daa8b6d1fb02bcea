using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Browser;

internal sealed class ChatRestartTests : ChatFixture
{
    [TestCase("", true)]
    [TestCase("", false)]
    [TestCase("?transports=polling", true)]
    [TestCase("?transports=polling", false)]
    public async Task Chat_WrittenWhileTheServerIsAway_ArrivesExactlyOnce(string query, bool stopsCleanly)
    {
        await using var ann = await Person.OpenAsync(Browser, "Ann", expectsOutage: true);
        await using var bob = await Person.OpenAsync(Browser, "Bob", expectsOutage: true);
        await bob.JoinAsync(await ann.StartChatAsync(Chat.Url, "Restart", query), query);
        await ann.SayAsync("before");
        await bob.ReadsAsync("before");

        await (stopsCleanly ? Chat.StopAsync() : Chat.CrashAsync());
        foreach (var person in (Person[])[ann, bob])
        {
            await Assertions.Expect(person.Page.GetByTestId("connection-banner")).ToHaveAttributeAsync("data-state", "reconnecting");
        }

        await ann.SayAsync("during 1");
        await ann.SayAsync("during 2");
        await ann.SeesStateAsync("during 1", "queued");
        await Assertions.Expect(ann.Page.GetByTestId("connection-banner")).ToContainTextAsync("2 messages wait to be sent");

        await Chat.RunAsync();
        await bob.ReadsAsync("before", "during 1", "during 2");
        await ann.SeesStateAsync("during 2", "seen");
        await bob.SayAsync("after");
        string[] all = ["before", "during 1", "during 2", "after"];
        await ann.ReadsAsync(all);

        // Not only on the screen: in the history as well.
        await Task.WhenAll(ann.Page.ReloadAsync(), bob.Page.ReloadAsync());
        await ann.ReadsAsync(all);
        await bob.ReadsAsync(all);
    }
}
