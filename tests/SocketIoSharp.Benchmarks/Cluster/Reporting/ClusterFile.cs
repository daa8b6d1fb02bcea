using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>The raw results as JSON, one measurement a line, so that a diff can be read.</summary>
internal static class ClusterFile
{
    public const string Name = "cluster.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(ClusterResults results, string folder)
    {
        var text = new StringBuilder("{\n");
        text.Append("  \"machine\": ").Append(JsonSerializer.Serialize(results.Machine, Options)).Append(",\n");
        Append(text, "servers", results.Servers).Append(",\n");
        Append(text, "measurements", results.Measurements).Append("\n}\n");
        return File.WriteAllTextAsync(Path.Combine(folder, Name), text.ToString());
    }

    /// <exception cref="InvalidDataException">The file is not what <see cref="WriteAsync"/> writes.</exception>
    public static async Task<ClusterResults> ReadAsync(string folder)
    {
        var path = Path.Combine(folder, Name);
        return JsonSerializer.Deserialize<ClusterResults>(await File.ReadAllTextAsync(path), Options) ?? throw new InvalidDataException($"{path} is empty.");
    }

    private static StringBuilder Append<T>(StringBuilder text, string name, IReadOnlyList<T> items) =>
        text.Append("  \"").Append(name).Append("\": [").AppendJoin(",", items.Select(item => "\n    " + JsonSerializer.Serialize(item, Options))).Append("\n  ]");
}
