using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using SocketIoSharp.Tests.Shared;

namespace SocketIoSharp.Interop.Tests.Benchmarks;

/// <summary>The benchmark plays, measures and writes. How fast anything is, no test says.</summary>
internal sealed class BenchmarkTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private string _folder = null!;

    private static string Committed => Path.Combine(Repository.Root, "docs", "performance");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("benchmark").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Load_TwoServersAndTwoScenarios_WritesWhatItHasMeasured()
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2)
        {
            Skip.Because("The load generator needs Linux and two cores.");
        }

        var run = await RunAsync("load", "--quick", "--servers", "socketiosharp,raw-socket", "--scenarios", "echo-8,broadcast-100", "--output", _folder);

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder, "load.json")));
        var measurements = results.RootElement.GetProperty("measurements").EnumerateArray().ToArray();
        measurements.Select(measured => $"{measured.GetProperty("scenario")} {measured.GetProperty("server")}").Should().BeEquivalentTo(
            "echo-8 socketiosharp", "echo-8 raw-socket", "broadcast-100 socketiosharp", "broadcast-100 raw-socket");
        foreach (var measured in measurements)
        {
            measured.GetProperty("operations").GetInt64().Should().BePositive();
            measured.GetProperty("serverCpuSeconds").GetDouble().Should().BePositive();
            measured.GetProperty("p50").GetDouble().Should().BePositive().And.BeLessThanOrEqualTo(measured.GetProperty("p99").GetDouble());
        }

        (await File.ReadAllTextAsync(Path.Combine(_folder, "load.md"))).Should().Contain("SocketIoSharp").And.Contain("Raw sockets");
        XDocument.Load(Path.Combine(_folder, "echo.svg")).Root!.Name.LocalName.Should().Be("svg");
    }

    [Test]
    public async Task Report_FromTheCommittedResults_IsWhatIsCommitted()
    {
        File.Copy(Path.Combine(Committed, "load.json"), Path.Combine(_folder, "load.json"));

        var run = await RunAsync("report", "--output", _folder);

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        foreach (var written in Directory.GetFiles(_folder))
        {
            var committed = Path.Combine(Committed, Path.GetFileName(written));
            (await File.ReadAllTextAsync(committed)).Should().Be(await File.ReadAllTextAsync(written), "`report` writes {0}", committed);
        }
    }

    [Test]
    public async Task Command_UnknownOption_SaysSo()
    {
        var run = await RunAsync("load", "--fast");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("'--fast' is not an option");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var program = Repository.Program("SocketIoSharp.Benchmarks", "SocketIoSharp.Benchmarks");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            var errors = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The benchmark took longer than {Limit.TotalMinutes:F0} minutes.");
        }
    }
}
