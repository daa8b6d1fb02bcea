namespace SocketIoSharp.Endurance.Tests;

internal sealed class CommandTests
{
    [Test]
    public async Task Command_Unknown_ListsThoseThereAre()
    {
        var run = await EnduranceRun.RunAsync(TimeSpan.FromMinutes(1), "forever");

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("Usage:");
    }
}
