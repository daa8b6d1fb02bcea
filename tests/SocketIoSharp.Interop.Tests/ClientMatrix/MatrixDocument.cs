using System.Globalization;
using System.Text;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>docs/clients.md, as the results of a whole run make it.</summary>
internal static class MatrixDocument
{
    private const string Passed = "✓";
    private const string Lacking = "–";

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "docs", "clients.md");

    private const string Head = """
        # Clients

        Written by a whole run of `ClientMatrixTests`, which fails unless every cell passes: each row is a client as it comes from its registry, playing against
        SocketIoSharp in one process or page of its own.

        """;

    private const string Tail = """
        ## What the columns mean

        | | |
        |---|---|
        | text | values of every kind and any Unicode; a hundred events in order, both ways, and while the connection is upgraded |
        | binary | bytes anywhere in the arguments, several at once, both ways, between texts |
        | acks | answers in both directions, with bytes, fifty at once, and none in time |
        | namespaces | two at the same time, an unknown one, one that is left and entered again |
        | auth | a namespace refuses a wrong token with message and data, and welcomes the right one; query parameters |
        | errors | refused by a middleware; sent away by the server, with the reason; the connection closed after a breach of the protocol, and the return |
        | reconnect | the connection breaks: the client returns by itself, as a new socket, and delivers what it had to keep |
        | recovery | the connection breaks: the client returns as the same socket, with what it has missed, in order |
        | heartbeat | a session outlives the time after which a silent one is given up |
        | close | either side closes; both know why |

        SocketIOClient plays the same aspects as far as it has them: each of its namespaces has a connection of its own, it tells no data of an error, and it keeps nothing
        that is emitted while it is away.

        Clients in Java, Swift, C++, Dart and Python are not in the table, because the registries that the tests use do not have them. They speak the same revisions of
        the two protocols as the clients above; nothing more is claimed of them.

        """;

    /// <param name="socketIo">The rows of Socket.IO clients.</param>
    /// <param name="engine">The rows of Engine.IO clients.</param>
    /// <param name="outcomesOf">How a row went.</param>
    public static async Task<string> RenderAsync(
        IReadOnlyList<MatrixRow> socketIo, IReadOnlyList<MatrixRow> engine, Func<MatrixRow, Task<IReadOnlyList<AspectOutcome>>> outcomesOf)
    {
        var text = new StringBuilder(Head).Append("\n## Socket.IO\n\n");
        await AppendTableAsync(text, ["client", "transport", "parser"], socketIo, row => [row.Client, row.Transport, row.Parser], outcomesOf);
        foreach (var (client, transport, parser, mark) in MatrixNotes.Absent)
        {
            AppendRow(text, new[] { client, transport, parser }.Concat(socketIo[0].Aspects.Select(_ => Lacking + mark)));
        }

        AppendNotes(text);
        text.Append("\n## Engine.IO alone\n\n");
        await AppendTableAsync(text, ["client", "transport"], engine, row => [row.Client, row.Transport], outcomesOf);
        return text.Append('\n').Append(Tail).ToString().ReplaceLineEndings("\n");
    }

    private static async Task AppendTableAsync(
        StringBuilder text,
        string[] head,
        IReadOnlyList<MatrixRow> rows,
        Func<MatrixRow, string[]> describe,
        Func<MatrixRow, Task<IReadOnlyList<AspectOutcome>>> outcomesOf)
    {
        var aspects = rows[0].Aspects;
        AppendRow(text, head.Concat(aspects));
        AppendRow(text, head.Select(_ => "---").Concat(aspects.Select(_ => ":-:")));
        foreach (var row in rows)
        {
            var outcomes = (await outcomesOf(row)).ToDictionary(outcome => outcome.Aspect);
            AppendRow(text, describe(row).Concat(aspects.Select(aspect => outcomes[aspect].Skipped ? Lacking + MatrixNotes.Of(row, aspect) : Passed)));
        }
    }

    private static void AppendNotes(StringBuilder text)
    {
        var tables = text.ToString();
        foreach (var (mark, note) in MatrixNotes.All)
        {
            if (tables.Contains(Lacking + mark, StringComparison.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{mark} {note}\n");
            }
        }
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
