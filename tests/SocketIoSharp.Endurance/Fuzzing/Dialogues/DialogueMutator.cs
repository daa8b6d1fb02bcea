using System.Text;
using System.Text.RegularExpressions;
using SocketIoSharp.Protocol.Tests.Fuzzing;

namespace SocketIoSharp.Endurance.Fuzzing.Dialogues;

/// <summary>Changes dialogues: steps are dropped, doubled, swapped, cut off and mixed, fields replaced by extreme values, bytes changed, and the way they are sent.</summary>
internal sealed partial class DialogueMutator
{
    private static readonly string[] Extremes =
    [
        "0", "-1", "00", "2147483647", "2147483648", "4294967296", "9007199254740993", "18446744073709551616", "99999999999999999999999999999999", "1e400", "null", "\"\"",
        new('9', 400), new('[', 80), "constructor", "__proto__",
    ];

    private static readonly string[] Modifiers = ["split", "mangle", "pipeline", "parallel"];

    private static readonly string[] Tokens =
    [
        "\u001e", "4", "40", "41", "42", "43", "44", "451-", "461-", "0", "1", "2", "3", "5", "6", "b", "b=", "/", "/admin,", ",", "[", "]", "{", "}", "\"", ":", "{sid}", "{token}", "\\u0000",
        "\"_placeholder\":true", "\"num\":0", "\r\n", "\r\n\r\n", "HTTP/1.1", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "&EIO=3", "&EIO=4", "&sid={sid}", "&j=1", "%00", "%", "é",
    ];

    private readonly IReadOnlyList<Dialogue> _seeds;
    private readonly Mutator _bytes;

    public DialogueMutator(IReadOnlyList<Dialogue> seeds)
    {
        _seeds = seeds;
        _bytes = new Mutator(
            [.. seeds.SelectMany(seed => seed.Steps).Select(step => step.Content).Where(content => content.Length is > 0 and < 2000)],
            [.. Tokens.Select(Encoding.UTF8.GetBytes), [0xFF], [0x80], [0], [0x81, 0x80, 0, 0, 0, 0], [0x88, 0x80, 0, 0, 0, 0]]);
    }

    /// <summary>The next dialogue: one of the seeds or one that is made up, and changed.</summary>
    public Dialogue Next(Random random)
    {
        var origin = random.Next(3) == 0 ? DialogueGrammar.Next(random) : _seeds[random.Next(_seeds.Count)];
        List<DialogueStep> steps = [.. origin.Steps];
        for (var changes = random.Next(5); changes > 0 && steps.Count > 0; changes--)
        {
            Change(steps, random);
        }

        return origin with { Server = random.Next(12) == 0 ? Dialogue.MessagePack : origin.Server, Steps = [.. steps.Take(60)] };
    }

    /// <summary>Changes bytes that are about to be sent.</summary>
    public byte[] Mangle(byte[] bytes, int seed) => _bytes.Change(bytes, new Random(seed));

    private void Change(List<DialogueStep> steps, Random random)
    {
        var at = random.Next(steps.Count);
        var other = random.Next(steps.Count);
        switch (random.Next(10))
        {
            case 0:
                steps.RemoveAt(at);
                break;
            case 1:
                steps.Insert(at, steps[other]);
                break;
            case 2:
                (steps[at], steps[other]) = (steps[other], steps[at]);
                break;
            case 3:
                steps.RemoveRange(at, steps.Count - at);
                break;
            case 4:
                var more = random.Next(2) == 0 ? DialogueGrammar.Next(random) : _seeds[random.Next(_seeds.Count)];
                steps.InsertRange(at, more.Steps.Skip(random.Next(more.Steps.Count)).Take(random.Next(1, 5)));
                break;
            case 5 or 6:
                steps.Insert(at, new DialogueStep(Modifiers[random.Next(Modifiers.Length)], random.Next(1000).ToString(System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case 7:
                steps[at] = new DialogueStep(steps[at].Verb, WithExtreme(steps[at].Text, random));
                break;
            default:
                steps[at] = steps[at] with { Content = _bytes.Change(steps[at].Content, random) };
                break;
        }
    }

    private static string WithExtreme(string text, Random random)
    {
        var fields = Field().Matches(text);
        if (fields.Count == 0)
        {
            return text;
        }

        var field = fields[random.Next(fields.Count)];
        return text[..field.Index] + Extremes[random.Next(Extremes.Length)] + text[(field.Index + field.Length)..];
    }

    [GeneratedRegex("[0-9]+|[a-zA-Z]+|\"[^\"]*\"")]
    private static partial Regex Field();
}
