using SocketIoSharp.Benchmarks.Load;
using SocketIoSharp.Benchmarks.Native;
using SocketIoSharp.Benchmarks.Processes;
using SocketIoSharp.Benchmarks.Reporting;
using SocketIoSharp.Benchmarks.Scenarios;
using SocketIoSharp.Benchmarks.Servers;

namespace SocketIoSharp.Benchmarks;

/// <summary>Plays every scenario against every server, one after the other, round after round, so that what the machine does meanwhile meets all of them.</summary>
internal sealed class LoadBenchmark
{
    // Its results are thrown away.
    private const int WarmUpRound = 0;
    private const string ServerCore = "0";
    private const string BothCores = "0,1";
    private const int GeneratorCore = 1;

    // Then processor time says what a message costs, and a rate only what was left.
    private const string SharedCore = "the load generator had one of the server's cores";

    private readonly LoadOptions _options;
    private readonly Durations _durations;
    private readonly AllScenarios _scenarios = new();
    private readonly List<Measurement> _measurements = [];
    private readonly IReadOnlyList<BenchmarkedServer> _servers;
    private readonly IReadOnlyList<Group> _groups;

    public LoadBenchmark(LoadOptions options)
    {
        _options = options;
        _durations = options.IsQuick ? Durations.Quick : Durations.Full;
        _servers = BenchmarkedServers.Describe(options.Wants);
        _groups =
        [
            new Group(Wanted(_scenarios.Messages), ServerCore, Cores: 1, IsShared: true),
            new Group(Wanted(AllScenarios.Fresh), ServerCore, Cores: 1, IsShared: false),
            new Group(Wanted(AllScenarios.Idle), ServerCore, Cores: 1, IsShared: true),
            new Group(Wanted(AllScenarios.TwoCores), BothCores, Cores: 2, IsShared: true),
        ];
    }

    public LoadResults Run()
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2)
        {
            throw new PlatformNotSupportedException("The load part needs Linux and two cores: one for the server, one for the load generator.");
        }

        Libc.PinThisProcess(GeneratorCore);
        var steps = Plan();
        using var progress = Progress.Start([.. steps.Select(step => step.Expected)], _options.Afterwards);
        try
        {
            foreach (var step in steps)
            {
                progress.Step($"{(step.Round == WarmUpRound ? "warm-up" : $"round {step.Round}")}: {step.Scenario.Info.Name}, {step.Server.Title}");
                Play(step);
            }
        }
        finally
        {
            foreach (var process in _groups.SelectMany(group => group.Running.Values))
            {
                process.Dispose();
            }
        }

        var scenarios = _groups.SelectMany(group => group.Scenarios).Select(scenario => scenario.Info).ToArray();
        var servers = _servers.Select(server => new ServerInfo(server.Name, server.Title, server.Version, server.Settings)).ToArray();
        return new LoadResults(MachineInfo.Read(_options.IsQuick), servers, scenarios, _measurements);
    }

    private List<Step> Plan()
    {
        var steps = new List<Step>();
        for (var round = _durations.HasWarmUpRound ? WarmUpRound : 1; round <= _durations.Rounds; round++)
        {
            foreach (var group in _groups.Where(group => group.IsShared || round != WarmUpRound))
            {
                steps.AddRange(group.Scenarios.SelectMany(Players, (scenario, server) => new Step(round, group, scenario, server)));
            }
        }

        foreach (var first in steps.Where(step => step.Group.IsShared).DistinctBy(step => (step.Group, step.Server)))
        {
            first.Expected += _durations.FirstWarmUp;
        }

        steps.ForEach(step => step.Expected += step.Scenario.Expect(_durations));
        return steps;
    }

    private IReadOnlyList<Scenario> Wanted(IReadOnlyList<Scenario> scenarios) => [.. scenarios.Where(scenario => _options.Plays(scenario.Info.Name))];

    private IEnumerable<BenchmarkedServer> Players(Scenario scenario) => _servers.Where(server => scenario.Servers.Split(' ').Contains(server.Name));

    private ServerProcess StartServer(BenchmarkedServer server, Group group)
    {
        var process = ServerProcess.Start(server, group.CoreList);
        group.Running.Add(server.Name, process);
        if (group.IsShared)
        {
            // The runtimes compile what is hot, which takes them long while they have one core and much to do.
            using var loop = new LoadLoop(group.SharesCore);
            _scenarios.Messages[0].Run(new ScenarioRun(process, server.Name, _durations with { WarmUp = _durations.FirstWarmUp }, loop));
        }

        return process;
    }

    private void Play(Step step)
    {
        var (round, group, scenario, server) = step;
        using var loop = new LoadLoop(group.SharesCore);
        try
        {
            var process = group.Running.GetValueOrDefault(server.Name) ?? StartServer(server, group);
            var measured = scenario.Run(new ScenarioRun(process, server.Name, _durations, loop)) with { Round = round, Cores = group.Cores };
            measured = group.SharesCore ? measured with { Void = measured.Void ?? SharedCore } : measured;
            _scenarios.Learn(measured);
            if (round != WarmUpRound)
            {
                _measurements.Add(measured);
            }
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            throw new InvalidOperationException($"{scenario.Info.Name} with {server.Title}: {exception.Message}", exception);
        }

        if (!group.IsShared && group.Running.Remove(server.Name, out var used))
        {
            used.Dispose();
        }
    }

    /// <summary>One run of one scenario against one server.</summary>
    private sealed record Step(int Round, Group Group, Scenario Scenario, BenchmarkedServer Server)
    {
        /// <summary>About how long it takes.</summary>
        public TimeSpan Expected { get; set; }
    }

    /// <param name="Scenarios">What is played.</param>
    /// <param name="CoreList">The cores of the server.</param>
    /// <param name="Cores">How many they are.</param>
    /// <param name="IsShared">Whether one process of a server plays all of them, warm, or each gets a new one.</param>
    private sealed record Group(IReadOnlyList<Scenario> Scenarios, string CoreList, int Cores, bool IsShared)
    {
        public Dictionary<string, ServerProcess> Running { get; } = [];

        /// <summary>Whether the load generator runs on a core that the server may use, too.</summary>
        public bool SharesCore => Cores > 1;
    }
}
