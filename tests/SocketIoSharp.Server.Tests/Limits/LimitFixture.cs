using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Server.Tests.Limits;

/// <summary>A fixture whose clients meet limits.</summary>
internal abstract class LimitFixture : ServerFixture
{
    /// <summary>What was said of limits: the option and the level.</summary>
    protected IEnumerable<(string Option, LogLevel Level)> Reports => Host.Log.Entries
        .Where(entry => entry.Id.Name == "ServerLimitExceeded")
        .Select(entry => (entry.Message.Split("SocketIoOptions.")[1].Split(' ')[0], entry.Level));

    protected async Task ExpectReportAsync(string option)
    {
        await Host.Log.WaitForAsync("ServerLimitExceeded");
        Reports.Should().Contain((option, LogLevel.Warning));
    }
}
