using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding;

namespace SocketIoSharp.Repository.Tests.Documents;

/// <summary>What an operator looks up is complete and true: the tables of docs/operations.md, beside the sources.</summary>
internal sealed class OperationsTests
{
    private static readonly string[] ThrottledErrors = ["IdGenerationFailed", "AllowRequestFailed"];

    private static readonly IReadOnlyList<string>[] Rows =
        [.. File.ReadLines(RepositoryFiles.PathOf("docs/operations.md")).Where(line => line.StartsWith('|')).Select(MarkdownTable.Cells)];

    [Test]
    public void Log_Entries_AreInTheTableWithTheirNamesAndLevels() =>
        TableOf("Id").Select(row => $"{row[0]} {row[1]} {row[2]}").Should().Equal(
            LogEventTests.Events.Select(found => found.Event).OrderBy(entry => entry.EventId).Select(entry => $"{entry.EventId} `{entry.EventName}` {LevelOf(entry)}"));

    [Test]
    public void Log_Entries_AreAllExplained() => TableOf("Id").Where(row => row.Count != 4 || row[3].Length == 0).Should().BeEmpty();

    [Test]
    public void Log_Ids_AreOfTheirLayersRange() =>
        LogEventTests.Events.Where(found => found.Event.EventId < 100 != found.Method.StartsWith("SocketIoSharp.EngineIo.", StringComparison.Ordinal))
            .Select(found => $"{found.Event.EventId} {found.Method}").Should().BeEmpty();

    [Test]
    public void Metrics_Instruments_AreInTheTableWithTheirKindsAndUnits() =>
        TableOf("Instrument").Select(row => $"{row[0]} {row[1].Split(';')[0]}").Should().BeEquivalentTo(Instruments().Select(instrument => $"`{instrument.Name}` {KindOf(instrument)}, {instrument.Unit}"));

    [Test]
    public void Limits_Options_AreInTheTableWithTheirDefaults() =>
        TableOf("Option").Select(row => $"{row[0]} {row[1]}").Should().OnlyContain(row => row == DefaultOf(row)).And.HaveCountGreaterThan(10);

    private static IEnumerable<IReadOnlyList<string>> TableOf(string heading) =>
        Rows.SkipWhile(row => row[0] != heading).Skip(2).TakeWhile(row => row[0].StartsWith('`') || char.IsDigit(row[0][0]));

    // Those that any client can cause at will are loud once in a while, and their method is told the level.
    private static string LevelOf(LoggerMessageAttribute entry) => entry.Level is not LogLevel.None ? entry.Level.ToString()
        : ThrottledErrors.Contains(entry.EventName) ? "Error, then Debug"
        : "Warning, then Debug";

    private static List<Instrument> Instruments()
    {
        var found = new Dictionary<string, Instrument>();
        var services = new ServiceCollection().AddLogging().AddSingleton<INodeDirectory>(new InMemoryNodeDirectory());
        services.AddSocketIo().AddForwarding();
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<SocketIoServer>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith("SocketIoSharp", StringComparison.Ordinal))
            {
                found[instrument.Name] = instrument;
            }
        };
        listener.Start();
        return [.. found.Values];
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        UpDownCounter<long> => "up-down counter",
        ObservableUpDownCounter<long> => "up-down counter that is read when asked",
        Histogram<long> or Histogram<double> => "histogram",
        Counter<long> => "counter",
        _ => instrument.GetType().Name,
    };

    private static string DefaultOf(string row)
    {
        var path = row.Split('`')[1];
        object? value = new SocketIoOptions { ConnectionStateRecovery = new ConnectionStateRecovery() };
        foreach (var name in path.Split('.'))
        {
            value = value?.GetType().GetProperty(name)?.GetValue(value);
        }

        var text = value is TimeSpan time ? $"{time.TotalSeconds} seconds" : string.Format(CultureInfo.InvariantCulture, "{0:N0}", value);
        return $"`{path}` {text}";
    }
}
