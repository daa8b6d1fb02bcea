using System.Globalization;
using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>What the command line asks for.</summary>
/// <param name="Engine">What carries the messages between the nodes.</param>
/// <param name="Port">The port of the one address, if a certain one is asked for.</param>
/// <param name="OpensBrowser">Whether the page is opened once it is there.</param>
internal sealed record ConductorOptions(EngineKind Engine, int? Port, bool OpensBrowser)
{
    public static string Usage { get; } = $"dotnet run --project samples/Cluster -- [--engine {EngineNames.Words.Replace(", ", "|", StringComparison.Ordinal)}] [--port N] [--no-browser]";

    /// <exception cref="CannotStartException">It asks for something that there is not.</exception>
    public static ConductorOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ConductorOptions(EngineKind.RedisStreams, Port: null, OpensBrowser: true);
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--engine" => options with { Engine = EngineNames.Find(Value(args, ref i)) ?? throw Wrong(args[i]) },
                "--port" => options with { Port = int.TryParse(Value(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : throw Wrong(args[i]) },
                "--no-browser" => options with { OpensBrowser = false },
                _ => throw Wrong(args[i]),
            };
        }

        return options;
    }

    private static string Value(IReadOnlyList<string> args, ref int i) => i + 1 < args.Count ? args[++i] : throw Wrong(args[i]);

    private static CannotStartException Wrong(string word) => new($"\"{word}\" is not understood.\n{Usage}");
}
