using System.Text.Json;

namespace SocketIoSharp.Endurance.Tests;

internal sealed class SlowReceiverTests
{
    [Test]
    public async Task SlowReceiver_EachPolicy_CostsItsQueueAndNobodyElseAnything()
    {
        var folder = Directory.CreateTempSubdirectory("slow-receiver").FullName;

        var run = await EnduranceProgram.RunAsync(TimeSpan.FromMinutes(2), "slow-receiver", "--quick", "--output", folder);

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        using var figures = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "slow-receiver.json")));
        figures.RootElement.EnumerateArray().Select(policy => policy.GetProperty("policy").GetString()).Should().Equal("Close", "DropVolatile", "Wait");
        Directory.Delete(folder, recursive: true);
    }
}
