using Microsoft.Playwright;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.Browser;

/// <summary>Tests of the sample samples/Chat, as people use it.</summary>
internal abstract class ChatFixture : BrowserFixture
{
    protected ChatProcess Chat { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartChat()
    {
        Requirements.NodeWith(Repository.ClientsFolder);
        Assertions.SetDefaultExpectTimeout((float)Patience.Limit.TotalMilliseconds);
        Chat = await ChatProcess.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopChat()
    {
        if (Chat is not null)
        {
            await Chat.DisposeAsync();
        }
    }
}
