using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Browser;

internal sealed partial class ChatTests : ChatFixture
{
    [Test]
    public async Task Chat_TwoPeople_ReadEachOther()
    {
        await using var ann = await Person.OpenAsync(Browser, "Ann");
        await using var bob = await Person.OpenAsync(Browser, "Bob");
        var address = await ann.StartChatAsync(Chat.Url, "Friday dinner");
        await ann.SayAsync("Is anybody here?");
        await bob.JoinAsync(address);
        await Assertions.Expect(bob.Page.GetByTestId("chat-title")).ToHaveTextAsync("Friday dinner");
        await Assertions.Expect(ann.Page.GetByTestId("chat-online")).ToHaveTextAsync("2 here now");

        await bob.ReadsAsync("Is anybody here?");
        await bob.SayAsync("I am! Größe: 日本語 <b>& 🚀");
        await ann.ReadsAsync("Is anybody here?", "I am! Größe: 日本語 <b>& 🚀");
        for (var i = 0; i < 5; i++)
        {
            await ann.SayAsync($"line {i}");
        }

        string[] all = ["Is anybody here?", "I am! Größe: 日本語 <b>& 🚀", "line 0", "line 1", "line 2", "line 3", "line 4"];
        await bob.ReadsAsync(all);
        await ann.ReadsAsync(all);
        ann.WebSockets.Should().ContainSingle();
        bob.WebSockets.Should().ContainSingle();
    }

    [Test]
    public async Task Chat_PollingOnly_WorksWithoutWebSocket()
    {
        await using var ann = await Person.OpenAsync(Browser, "Ann");
        await using var bob = await Person.OpenAsync(Browser, "Bob");
        await bob.JoinAsync(await ann.StartChatAsync(Chat.Url, "Behind a proxy", "?transports=polling"), "?transports=polling");

        await ann.SayAsync("over polling");
        await bob.ReadsAsync("over polling");
        await bob.SayAsync("back again");
        await ann.ReadsAsync("over polling", "back again");
        ann.WebSockets.Should().BeEmpty();
        bob.WebSockets.Should().BeEmpty();
    }

    [Test]
    public async Task Chat_SomebodyTypes_IsSeenToType()
    {
        await using var ann = await Person.OpenAsync(Browser, "Ann");
        await using var bob = await Person.OpenAsync(Browser, "Bob");
        await bob.JoinAsync(await ann.StartChatAsync(Chat.Url, "Typing"));

        await ann.Page.GetByTestId("composer-input").PressSequentiallyAsync("Hello");
        await Assertions.Expect(bob.Page.GetByTestId("typing")).ToHaveTextAsync("Ann is typing");
        await ann.Page.GetByTestId("composer-send").ClickAsync();
        await bob.ReadsAsync("Hello");
        await Assertions.Expect(bob.Page.GetByTestId("typing")).ToBeEmptyAsync();
    }

    [Test]
    public async Task Chat_PrivateMessage_IsSeenByNobodyElse()
    {
        await using var ann = await Person.OpenAsync(Browser, "Ann");
        await using var bob = await Person.OpenAsync(Browser, "Bob");
        await using var cid = await Person.OpenAsync(Browser, "Cid");
        var address = await ann.StartChatAsync(Chat.Url, "Secrets");
        await bob.JoinAsync(address);
        await cid.JoinAsync(address);

        await ann.Page.GetByTestId("people-panel").GetByTestId("person-private").Filter(new LocatorFilterOptions { HasText = "Bob" }).ClickAsync();
        await Assertions.Expect(ann.Page.GetByTestId("private-notice")).ToHaveTextAsync("Private: only you and Bob");
        await ann.SayAsync("psst");
        await ann.ReadsAsync("psst");
        await Assertions.Expect(bob.Page.GetByTestId("tab-private").GetByTestId("unread-badge")).ToHaveTextAsync(new Regex("^1"));
        await bob.Page.GetByTestId("tab-private").ClickAsync();
        await bob.ReadsAsync("psst");
        await ann.SeesStateAsync("psst", "seen");

        // What comes after it has come means that it does not.
        await ann.Page.GetByTestId("tab-everyone").ClickAsync();
        await ann.SayAsync("for everybody");
        await cid.ReadsAsync("for everybody");
        await Assertions.Expect(cid.Page.GetByTestId("tab-private")).ToHaveCountAsync(0);
        await cid.Page.ReloadAsync();
        await cid.ReadsAsync("for everybody");
        await Assertions.Expect(cid.Page.GetByTestId("tab-private")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Chat_PageReloaded_ShowsItsHistory()
    {
        await using var ann = await Person.OpenAsync(Browser, "Ann");
        await using var bob = await Person.OpenAsync(Browser, "Bob");
        await bob.JoinAsync(await ann.StartChatAsync(Chat.Url, "History"));
        await ann.SayAsync("one");
        await bob.ReadsAsync("one");
        await bob.SayAsync("two");
        await ann.ReadsAsync("one", "two");

        await ann.Page.ReloadAsync();
        await ann.ReadsAsync("one", "two");
        await bob.SayAsync("three");
        await ann.ReadsAsync("one", "two", "three");
    }

    [TestCase("")]
    [TestCase("?transports=polling")]
    public async Task Chat_Picture_ArrivesAsItWas(string query)
    {
        await using var ann = await Person.OpenAsync(Browser, "Ann");
        await using var bob = await Person.OpenAsync(Browser, "Bob");
        await bob.JoinAsync(await ann.StartChatAsync(Chat.Url, "Pictures", query), query);
        var picture = await DrawNoiseAsync();
        var binaryFrames = CountBinaryFrames(ann);

        await ann.Page.GetByTestId("file-input").SetInputFilesAsync(new FilePayload { Name = "noise.png", MimeType = "image/png", Buffer = picture });
        await Assertions.Expect(ann.Page.GetByTestId("tray-item")).ToHaveCountAsync(1);
        await ann.SayAsync("look");

        var image = bob.MessageWith("look").GetByTestId("message-picture").Locator("img");
        await Assertions.Expect(image).ToHaveAttributeAsync("src", FileAddress());
        (await image.EvaluateAsync<int[]>("async (image) => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; }")).Should().Equal(600, 400);
        var file = await bob.Page.APIRequest.GetAsync(new Uri(Chat.Url, await image.GetAttributeAsync("src")).ToString());
        (await file.BodyAsync()).AsSpan().SequenceEqual(picture).Should().BeTrue("the picture must arrive byte for byte");
        await ann.SeesStateAsync("look", "seen");

        // Several chunks over WebSocket; polling has no frames.
        binaryFrames().Should().Match(count => query.Length > 0 ? count == 0 : count > 2);
    }

    private static Func<int> CountBinaryFrames(Person person)
    {
        var count = 0;
        foreach (var socket in person.WebSockets)
        {
            socket.FrameSent += (_, frame) => count += frame.Binary is { Length: > 10_000 } ? 1 : 0;
        }

        return () => count;
    }

    // Cannot be compressed, so that it takes several chunks.
    private async Task<byte[]> DrawNoiseAsync()
    {
        var page = await Browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 600, Height = 400 } });
        await page.SetContentAsync("<body style='margin:0'><canvas width=600 height=400 style='display:block'></canvas>");
        await page.EvaluateAsync("""
            () => {
              const pen = document.querySelector("canvas").getContext("2d");
              const image = pen.createImageData(600, 400);
              let seed = 1;
              image.data.forEach((_, i, data) => { seed = (seed * 16807) % 2147483647; data[i] = i % 4 === 3 ? 255 : seed & 255; });
              pen.putImageData(image, 0, 0);
            }
            """);
        var picture = await page.ScreenshotAsync();
        await page.CloseAsync();
        picture.Length.Should().BeInRange(600_000, 1_500_000);
        return picture;
    }

    [GeneratedRegex("^/files/")]
    private static partial Regex FileAddress();
}
