using System.Text.Json;
using System.Text.RegularExpressions;
using SocketIoSharp.Protocol.Tests.Fixtures;

namespace SocketIoSharp.Endurance.Fuzzing.Dialogues;

/// <summary>The dialogues, handshakes, refusals and packets of protocol-fixtures, as what a client does. What it is to expect is left out.</summary>
internal static partial class SeedDialogues
{
    // Options of the server and expectations; an expected packet is waited for, whatever comes.
    private static readonly string[] Ignored = ["option", "app", "closed", "gone", "status", "body", "<pong", "post-lost"];

    public static IReadOnlyList<Dialogue> Read() => [.. Files(), .. Requests(), .. Packets()];

    private static IEnumerable<Dialogue> Files() =>
        Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "protocol-fixtures", "dialogues"), "*.txt").Order(StringComparer.Ordinal).Select(path =>
        {
            var dialogue = Dialogue.Read(path)[0];
            var isMessagePack = dialogue.Steps.Any(step => step is { Verb: "option", Text: "parser \"msgpack\"" });
            return dialogue with { Server = isMessagePack ? Dialogue.MessagePack : Dialogue.Json, Steps = [.. dialogue.Steps.Where(step => !Ignored.Contains(step.Verb)).Select(Adapt)] };
        });

    // Whatever is said bears the token of its dialogue, so that everybody else can tell that it is not for them.
    private static DialogueStep Adapt(DialogueStep step) => step.Verb switch
    {
        "poll-bytes" => new DialogueStep("poll"),
        ">" or ">part" or "post" or "post-start" => new DialogueStep(step.Verb, EventName().Replace(step.Text, "[\"$1\",\"{token}\"", 1)),
        _ => step,
    };

    private static IEnumerable<Dialogue> Requests() =>
        FixtureFile.EngineHandshakes.Entries.Concat(FixtureFile.EngineErrors.Entries).Select(entry =>
        {
            var headers = entry.TryGetProperty("headers", out var given) ? given.EnumerateObject().Where(header => header.Value.ValueKind is JsonValueKind.String) : [];
            List<DialogueStep> steps = [.. headers.Select(header => new DialogueStep("header", $"{header.Name}: {header.Value.GetString()}"))];
            if (entry.TryGetProperty("upgrade", out var upgrade) && upgrade.GetBoolean())
            {
                steps.AddRange(WireRequest.UpgradeHeaders.Select(header => new DialogueStep("header", header)));
            }

            if (entry.TryGetProperty("session", out var session) && session.GetString() != "none")
            {
                steps.Insert(0, new DialogueStep("open", session.GetString()!));
            }

            steps.Add(new DialogueStep("request", $"{entry.GetProperty("method").GetString()} /socket.io/?{entry.GetProperty("query").GetString()}"));
            return new Dialogue(entry.GetProperty("name").GetString()!, Dialogue.Json, steps);
        });

    private static IEnumerable<Dialogue> Packets()
    {
        foreach (var entry in FixtureFile.SocketPackets.Entries.Concat(FixtureFile.SocketBinary.Entries).Concat(FixtureFile.SocketErrors.Entries))
        {
            DialogueStep[] messages = [.. FixtureMessage.AllOf(entry).Select(message => message.IsBinary
                ? new DialogueStep(">b", Convert.ToBase64String(message.Bytes))
                : new DialogueStep(">", [(byte)'4', .. message.Bytes]))];
            var transport = messages.Length % 2 == 0 ? "polling" : "websocket";
            yield return new Dialogue(entry.GetProperty("name").GetString()!, Dialogue.Json, [new("open", transport), new(">", "40"), new("<"), .. messages.Select(Adapt), new("<")]);
        }

        foreach (var message in MessagePack.Tests.Fixtures.MessagePackVectors.Messages)
        {
            yield return new Dialogue("a MessagePack packet", Dialogue.MessagePack, [new("open", "websocket"), new(">b", ConnectPacket), new("<"), new(">b", Convert.ToBase64String(message)), new("<")]);
        }
    }

    // {"type":0,"nsp":"/"}
    private static string ConnectPacket { get; } = Convert.ToBase64String([0x82, 0xA4, .. "type"u8, 0x00, 0xA3, .. "nsp"u8, 0xA1, (byte)'/']);

    [GeneratedRegex("\\[\"([a-z][a-z-]*)\"")]
    private static partial Regex EventName();
}
