using System.Text.Json;

namespace SocketIoSharp.Endurance.Tests;

internal sealed class ChurnTests
{
    private static readonly string[] Kinds = ["clean", "cut", "half-open", "polling and never back", "never acking", "refused"];

    [Test]
    public async Task Soak_TwoMinutesOfAllKinds_ServerHoldsWhatItHeldBefore()
    {
        var folder = Directory.CreateTempSubdirectory("soak").FullName;

        var run = await EnduranceProgram.RunAsync(TimeSpan.FromMinutes(3.8), "soak", "--duration", "2m", "--output", folder);

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        using var figures = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "soak.json")));
        figures.RootElement.GetProperty("last").GetProperty("connections").GetInt32().Should().BeGreaterThan(figures.RootElement.GetProperty("first").GetProperty("connections").GetInt32());
        foreach (var kind in Kinds)
        {
            run.Output.Should().MatchRegex($@"[1-9][\d,]* {kind}", "every kind was played");
        }

        Directory.Delete(folder, recursive: true);
    }
}
