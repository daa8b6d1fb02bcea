namespace SocketIoSharp.Endurance.Fuzzing.Dialogues;

/// <summary>Steps that are played one after the other.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Server">The parser of the server that it is for: <c>json</c> or <c>msgpack</c>.</param>
/// <param name="Steps">What is done.</param>
internal sealed record Dialogue(string Name, string Server, IReadOnlyList<DialogueStep> Steps)
{
    public const string Json = "json";
    public const string MessagePack = "msgpack";

    private const string Separator = "---";

    /// <summary>Writes dialogues to a file that <see cref="Read"/> reads.</summary>
    public static void Write(string path, string reason, IEnumerable<Dialogue> dialogues)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var lines = dialogues.SelectMany(dialogue => (string[])[Separator, $"# {dialogue.Name}", $"server {dialogue.Server}", .. dialogue.Steps.Select(step => step.ToString())]);
        File.WriteAllLines(path, [.. reason.Split('\n').Select(line => $"# {line}"), .. lines]);
    }

    public static IReadOnlyList<Dialogue> Read(string path)
    {
        var dialogues = new List<Dialogue>();
        var steps = new List<DialogueStep>();
        var server = Json;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Append(Separator))
        {
            if (line == Separator)
            {
                dialogues.AddRange(steps.Count > 0 ? [new Dialogue(Path.GetFileName(path), server, [.. steps])] : []);
                steps.Clear();
            }
            else if (line.StartsWith("server ", StringComparison.Ordinal))
            {
                server = line["server ".Length..];
            }
            else
            {
                steps.Add(DialogueStep.Parse(line));
            }
        }

        return dialogues;
    }
}
