using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>The raw results as JSON, one server, scenario or measurement a line, so that a diff can be read.</summary>
internal static class ResultFile
{
    public const string Name = "load.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // The file is read by people and parsers, never pasted into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // One odd figure must not cost the whole run.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static Task WriteAsync(LoadResults results, string folder) => File.WriteAllTextAsync(Path.Combine(folder, Name), Write(results));

    /// <exception cref="InvalidDataException">The file is not what <see cref="WriteAsync"/> writes.</exception>
    public static async Task<LoadResults> ReadAsync(string folder)
    {
        var path = Path.Combine(folder, Name);
        var text = await File.ReadAllTextAsync(path);
        try
        {
            var results = JsonSerializer.Deserialize<LoadResults>(text, Options) ?? throw new InvalidDataException($"{path} is empty.");
            Check(results, path);
            return results;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} does not hold the results of a run: {exception.Message}", exception);
        }
    }

    private static string Write(LoadResults results)
    {
        var text = new StringBuilder("{\n");
        text.Append("  \"machine\": ").Append(JsonSerializer.Serialize(results.Machine, Options)).Append(",\n");
        AppendList(text, "servers", results.Servers).Append(",\n");
        AppendList(text, "scenarios", results.Scenarios).Append(",\n");
        AppendList(text, "measurements", results.Measurements).Append("\n}\n");
        return text.ToString();
    }

    private static StringBuilder AppendList<T>(StringBuilder text, string name, IReadOnlyList<T> items)
    {
        text.Append("  \"").Append(name).Append("\": [");
        text.AppendJoin(",", items.Select(item => "\n    " + JsonSerializer.Serialize(item, Options)));
        return text.Append(items.Count > 0 ? "\n  ]" : "]");
    }

    // A measurement that belongs to nothing would silently be missing in the report.
    private static void Check(LoadResults results, string path)
    {
        var servers = results.Servers.Select(server => server.Name).ToHashSet();
        var scenarios = results.Scenarios.Select(scenario => scenario.Name).ToHashSet();
        if (results.Measurements.FirstOrDefault(run => !servers.Contains(run.Server) || !scenarios.Contains(run.Scenario)) is { } lost)
        {
            throw new InvalidDataException($"{path} holds a measurement of '{lost.Scenario}' with '{lost.Server}' and does not say what that is.");
        }
    }
}
