using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Browser;

/// <summary>Tests in Chromium.</summary>
internal abstract class BrowserFixture
{
    private Chromium? _chromium;

    protected IBrowser Browser => _chromium!.Browser;

    [OneTimeSetUp]
    public async Task StartBrowser()
    {
        Requirements.Browser();
        _chromium = await Chromium.LaunchAsync();
    }

    [OneTimeTearDown]
    public async Task StopBrowser()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }
}
