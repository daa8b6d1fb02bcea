using System.Globalization;
using System.Text;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Fuzzing;

/// <summary>docs/endurance/fuzzing.md: the numbers of the last run, above what people have written about what was found.</summary>
internal static class FuzzDocument
{
    private const string Written = "## What was found";

    public static void Write(string folder, int seed, TimeSpan duration, IReadOnlyDictionary<string, long> decoders, DialogueResult result)
    {
        var path = Path.Combine(folder, "fuzzing.md");
        var old = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        var at = old.IndexOf(Written, StringComparison.Ordinal);
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, Numbers(seed, duration, decoders, result) + (at < 0 ? Written + "\n\nNothing yet.\n" : old[at..]));
    }

    private static string Numbers(int seed, TimeSpan duration, IReadOnlyDictionary<string, long> decoders, DialogueResult result)
    {
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"""
            # Fuzzing

            Broken inputs for every decoder, and broken dialogues for live servers, made from protocol-fixtures by changing them and by a grammar. Whatever comes, no
            promise is broken: the server lives, logs no error, answers as the reference might, sends nobody what was for somebody else, serves the clients that behave, and keeps nothing.

            ```sh
            dotnet run -c Release --project tests/SocketIoSharp.Endurance -- fuzz --seed {seed} --duration {duration.TotalSeconds}s
            ```

            On {DateTime.UtcNow:yyyy-MM-dd}, Linux, two cores that others used as well; seed {seed}.

            | Decoder, {duration.TotalSeconds:F0} s | Inputs |
            |---|---|

            """);
        foreach (var (name, count) in decoders)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"| {name} | {count:N0} |\n");
        }

        _ = text.Append(CultureInfo.InvariantCulture, $"""
            | together | {decoders.Values.Sum():N0} |

            | Live servers, {result.Time.TotalSeconds:F0} s | |
            |---|---|
            | dialogues | {result.Dialogues:N0} |
            | requests, frames and pieces sent | {result.Sent:N0} |
            | questions of the bystanders, each with its answer | {result.Answers:N0} |
            | heap before and after, JSON | {Heap(result, 0)} |
            | heap before and after, MessagePack | {Heap(result, 1)} |
            | sessions, connections and sockets left | 0 |
            | warnings in the log, all of those that clients may cause | {string.Join(", ", result.Warnings.Select(warning => string.Create(CultureInfo.InvariantCulture, $"{warning.Key} × {warning.Value:N0}")))} |


            """);
        return text.ToString();
    }

    private static string Heap(DialogueResult result, int server) => $"{Megabytes(result.Before[server])} → {Megabytes(result.After[server])} MB";

    private static string Megabytes(ServerState state) => (state.HeapBytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
