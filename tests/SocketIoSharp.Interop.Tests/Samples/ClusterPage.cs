using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Samples;

/// <summary>The page, as somebody uses it.</summary>
internal sealed class ClusterPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = new();

    private ClusterPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _problems.Enqueue(error);
        page.Console += (_, message) =>
        {
            // What the browser says of a node that has gone.
            if (message.Type == "error" && !message.Text.Contains("WebSocket", StringComparison.Ordinal) && !message.Text.Contains("net::ERR_", StringComparison.Ordinal))
            {
                _problems.Enqueue($"{message.Text} ({message.Location})");
            }
        };
    }

    /// <summary>Whose panes there are.</summary>
    public static IReadOnlyList<string> Everybody { get; } = ["Ann", "Bob", "Cleo"];

    public IPage Page { get; }

    /// <summary>Opens it and waits until all three are connected, each to another node.</summary>
    public static async Task<ClusterPage> OpenAsync(IBrowser browser, Uri url, BrowserNewContextOptions? view = null)
    {
        var context = await browser.NewContextAsync(view ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        var page = new ClusterPage(await context.NewPageAsync());
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await page.Page.GotoAsync(url.ToString());
            await Assertions.Expect(page.Page.Locator(".pane[data-state=connected]")).ToHaveCountAsync(3);
            if ((await Task.WhenAll(Everybody.Select(page.NodeOfAsync))).Distinct().Count() == 3)
            {
                return page;
            }

            // nginx gives a node that has been away fewer turns at first.
        }

        throw new AssertionException("nginx did not give each pane another node.");
    }

    public ILocator Pane(string name) => Page.Locator($"[data-pane={name}]");

    public ILocator Card(string node) => Page.Locator($".card[data-node={node}]");

    public ILocator MessagesOf(string name) => Pane(name).Locator(".message .text");

    public async Task<string> NodeOfAsync(string name) => (await Pane(name).GetAttributeAsync("data-node"))!;

    public async Task SayAsync(string name, string text)
    {
        await Pane(name).GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Message" }).FillAsync(text);
        await Press(name, "Send");
    }

    public async Task JoinAsync(string name, string room)
    {
        await Pane(name).GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Room" }).FillAsync(room);
        await Press(name, "Join");
        await Assertions.Expect(Pane(name).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = $"Leave #{room}" })).ToBeVisibleAsync();
    }

    public Task Press(string name, string button) => Pane(name).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button }).ClickAsync();

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        _problems.Should().BeEmpty("the page must have no errors");
    }
}
