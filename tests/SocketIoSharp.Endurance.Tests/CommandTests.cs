namespace SocketIoSharp.Endurance.Tests;

/// <summary>What a person meets who writes a command wrongly.</summary>
internal sealed class CommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Command_Unknown_ListsTheCommands()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "run-away");

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("Usage:");
    }

    [Test]
    public async Task Serve_UnknownName_SaysSo()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "serve", "tea");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("There is no server 'tea'.");
    }
}
