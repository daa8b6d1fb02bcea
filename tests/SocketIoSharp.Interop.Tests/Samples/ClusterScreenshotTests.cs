using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Samples;

/// <summary>How the page looks, on a phone and on a desk, by day and by night: kept with the results, for people to look at.</summary>
internal sealed class ClusterScreenshotTests : ClusterPageFixture
{
    [TestCase(360, 740, ColorScheme.Light)]
    [TestCase(360, 740, ColorScheme.Dark)]
    [TestCase(1280, 800, ColorScheme.Light)]
    [TestCase(1280, 800, ColorScheme.Dark)]
    public async Task Page_OfASize_FitsIt(int width, int height, ColorScheme colours)
    {
        var view = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce };
        await using var page = await ClusterPage.OpenAsync(Browser, Cluster.Url, view);
        await page.SayAsync("Ann", "Does anybody hear me? " + string.Concat(Enumerable.Repeat("A rather long line, to see how it wraps. ", 3)));
        await page.SayAsync("Bob", "🥗");
        await page.JoinAsync("Ann", "a-room-of-20-letters");
        await page.JoinAsync("Cleo", "green");
        await page.SayAsync("Cleo", "https://example.com/a/very/long/address/that/has/no/blanks/at/all/and/does/not/want/to/be/broken");
        await Assertions.Expect(page.MessagesOf("Bob")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Page.Locator("#rooms li")).ToHaveCountAsync(2);

        var overflow = await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        overflow.Should().BeLessThanOrEqualTo(0, "the page must not scroll sideways");
        var path = Path.Combine(Repository.ResultsFolder, "screenshots", $"cluster-{width}x{height}-{colours.ToString().ToLowerInvariant()}.png");
        (await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true })).Should().NotBeEmpty();
    }
}
