using System.Collections.Concurrent;

namespace SocketIoSharp.Tests.Shared;

/// <summary>Leaves tests out for which the machine lacks something.</summary>
internal static class Skip
{
    private static readonly ConcurrentDictionary<string, bool> Told = new();

    /// <summary>Skips the test, and says so on the screen once: otherwise the reason is only in the results. On a build server (CI is "true") it fails: a test that is left out there is one that nobody misses.</summary>
    public static void Because(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        if (Told.TryAdd(reason, true))
        {
            TestContext.Error.WriteLine("!! Tests are skipped: " + reason);
        }

        Assert.Ignore(reason);
    }
}
