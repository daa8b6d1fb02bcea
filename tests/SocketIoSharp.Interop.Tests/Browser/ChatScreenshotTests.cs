using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Browser;

/// <summary>How the sample looks, on a phone and on a desk, by day and by night: kept with the results, for people to look at.</summary>
internal sealed class ChatScreenshotTests : ChatFixture
{
    private static readonly string Folder = Path.Combine(Repository.ResultsFolder, "screenshots");

    [TestCase(360, 740, ColorScheme.Light)]
    [TestCase(360, 740, ColorScheme.Dark)]
    [TestCase(1440, 900, ColorScheme.Light)]
    [TestCase(1440, 900, ColorScheme.Dark)]
    public async Task Page_OfASize_FitsIt(int width, int height, ColorScheme colours)
    {
        var view = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce };
        var suffix = $"{width}x{height}-{colours.ToString().ToLowerInvariant()}";
        await using var ann = await Person.OpenAsync(Browser, "Ann", view: view);
        await using var bob = await Person.OpenAsync(Browser, "Bob", view: view);
        await ann.Page.GotoAsync(Chat.Url.ToString());
        await Assertions.Expect(ann.Page.GetByTestId("lobby")).ToBeVisibleAsync();
        await ShootAsync(ann, "lobby", suffix);

        var address = await ann.StartChatAsync(Chat.Url, "Friday dinner");
        await bob.Page.GotoAsync(address);
        await Assertions.Expect(bob.Page.GetByTestId("gate")).ToBeVisibleAsync();
        await ShootAsync(bob, "gate", suffix);

        await bob.JoinAsync(address);
        await ann.SayAsync("Who brings the salad?");
        await bob.ReadsAsync("Who brings the salad?");
        await bob.SayAsync("I do. " + string.Concat(Enumerable.Repeat("A rather long line, to see how it wraps. ", 4)));
        await bob.SayAsync("🥗");
        await bob.SayAsync("https://example.com/a/very/long/address/that/has/no/blanks/at/all/and/does/not/want/to/be/broken");
        await Assertions.Expect(ann.Messages).ToHaveCountAsync(4);
        await ann.SeesStateAsync("Who brings the salad?", "seen");
        await ShootAsync(ann, "chat", suffix);
        await ShootAsync(bob, "chat-other", suffix);
    }

    private static async Task ShootAsync(Person person, string name, string suffix)
    {
        var overflow = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        overflow.Should().BeLessThanOrEqualTo(0, "{0} must not scroll sideways at {1}", name, suffix);
        var theme = await person.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme");
        suffix.Should().EndWith("-" + theme);
        var picture = await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{suffix}.png") });
        picture.Should().NotBeEmpty();
    }
}
