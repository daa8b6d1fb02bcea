using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Browser;

/// <summary>Somebody in the chat: a browser profile of their own, with one page.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly bool _expectsOutage;

    private Person(IPage page, string name, bool expectsOutage)
    {
        Page = page;
        Name = name;
        _expectsOutage = expectsOutage;
        page.PageError += (_, error) => _problems.Enqueue(error);
        page.Console += (_, message) => NoteConsole(message);
        page.WebSocket += (_, socket) => WebSockets.Enqueue(socket);
    }

    public IPage Page { get; }

    public string Name { get; }

    /// <summary>The WebSockets that the page has opened.</summary>
    public ConcurrentQueue<IWebSocket> WebSockets { get; } = new();

    public ILocator Messages => Page.GetByTestId("message");

    /// <param name="browser">The browser.</param>
    /// <param name="name">What they are called in the chat.</param>
    /// <param name="expectsOutage">Whether the server is going to be away, which the browser writes to its console.</param>
    /// <param name="view">Size, colours and the like.</param>
    public static async Task<Person> OpenAsync(IBrowser browser, string name, bool expectsOutage = false, BrowserNewContextOptions? view = null)
    {
        var context = await browser.NewContextAsync(view ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        return new Person(await context.NewPageAsync(), name, expectsOutage);
    }

    /// <summary>Starts a chat from the front page and goes in.</summary>
    /// <returns>The chat's address.</returns>
    public async Task<string> StartChatAsync(Uri server, string title, string query = "")
    {
        await Page.GotoAsync(server + query);
        await Page.GetByTestId("create-title").FillAsync(title);
        await Page.GetByTestId("create-submit").ClickAsync();
        await IntroduceAsync();
        return Page.Url;
    }

    /// <summary>Follows the link of a chat and goes in.</summary>
    public async Task JoinAsync(string address, string query = "")
    {
        await Page.GotoAsync(address + query);
        await IntroduceAsync();
    }

    public async Task SayAsync(string text)
    {
        await Page.GetByTestId("composer-input").FillAsync(text);
        await Page.GetByTestId("composer-send").ClickAsync();
    }

    public ILocator MessageWith(string text) => Messages.Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>Waits until everything is on the screen that should be, each once and in this order.</summary>
    public Task ReadsAsync(params string[] texts) => Assertions.Expect(Page.GetByTestId("message-text")).ToHaveTextAsync(texts);

    /// <summary>Waits until the receivers are known to have got a message.</summary>
    public Task SeesStateAsync(string text, string state) => Assertions.Expect(MessageWith(text)).ToHaveAttributeAsync("data-state", state);

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        _problems.Should().BeEmpty("{0}'s page must have no errors", Name);
    }

    private async Task IntroduceAsync()
    {
        await Page.GetByTestId("name-input").FillAsync(Name);
        await Page.GetByTestId("name-save").ClickAsync();
        await Assertions.Expect(Page.GetByTestId("composer-input")).ToBeVisibleAsync();
    }

    private void NoteConsole(IConsoleMessage message)
    {
        var isOutage = _expectsOutage && (message.Text.Contains("net::ERR_", StringComparison.Ordinal) || message.Text.Contains("WebSocket", StringComparison.Ordinal));
        if (message.Type == "error" && !isOutage)
        {
            _problems.Enqueue($"{message.Text} ({message.Location})");
        }
    }
}
