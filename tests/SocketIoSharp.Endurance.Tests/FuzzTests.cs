namespace SocketIoSharp.Endurance.Tests;

/// <summary>A few thousand broken dialogues, the same ones every time.</summary>
internal sealed class FuzzTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Test]
    public async Task Fuzz_FixedSeed_FindsNothing()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "fuzz", "--quick", "--seed", "1");

        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("bystanders were answered");
    }

    [Test]
    public async Task Fuzz_Replay_PlaysTheDialoguesOfAFile()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "dialogues.txt");
        await File.WriteAllTextAsync(file, "---\nserver json\nopen polling\n> 40\n---\nserver msgpack\nopen websocket\n");

        var run = await EnduranceProgram.RunAsync(Limit, "fuzz", "--replay", file);

        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("2 dialogues");
    }
}
