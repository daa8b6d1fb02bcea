using System.Text.Json;

namespace SocketIoSharp.Endurance.Tests;

internal sealed class RestartTests
{
    [Test]
    public async Task Restart_UnderTraffic_AllClientsAreBackAndNoAnswerIsLost()
    {
        var folder = Directory.CreateTempSubdirectory("restart").FullName;

        var run = await EnduranceProgram.RunAsync(TimeSpan.FromMinutes(4), "restart", "--quick", "--output", folder);

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        using var figures = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "restart.json")));
        foreach (var server in figures.RootElement.EnumerateArray())
        {
            server.GetProperty("clients").GetInt32().Should().Be(100);
            server.GetProperty("backAfter").GetArrayLength().Should().Be(4);
        }

        var ours = figures.RootElement[0];
        ours.GetProperty("server").GetString().Should().Be("SocketIoSharp");
        ours.GetProperty("lostAnswers").GetInt32().Should().Be(0);
        (await File.ReadAllTextAsync(Path.Combine(folder, "restart.md"))).Should().StartWith("# A restart under 100 clients");
        Directory.Delete(folder, recursive: true);
    }
}
