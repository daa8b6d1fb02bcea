namespace SocketIoSharp.Endurance.Fuzzing.Dialogues;

/// <summary>Makes up whole dialogues: clients of both revisions that connect, talk, upgrade, break rules and leave.</summary>
internal static class DialogueGrammar
{
    private static readonly string[] Namespaces = ["", "/admin,", "/t{token},", "/refused,", "/nowhere,", "/admin?x=1,"];

    private static readonly string[] Events =
    [
        "[\"echo\",\"{token}\",1,null]", "[\"echo\",\"{token}\",{\"a\":[true]}]", "[\"join\",\"{token}\"]", "[\"room\",\"{token}\",\"{token}\"]", "[\"server-ask\"]",
        "[\"everyone\",\"{token}\"]", "[\"leave-me\"]", "[\"close-me\"]", "[\"nobody-listens\",\"{token}\"]", "[1,\"{token}\"]",
    ];

    private static readonly string[] Ends = ["close", "close 1000", "close 1001", "close 4000", "drop", "> 1", "post 1", "> 41", "poll-abort", "raw GET /socket.io/?EIO=4"];

    public static Dialogue Next(Random random)
    {
        List<DialogueStep> steps = [];
        for (var clients = random.Next(1, 4); clients > 0; clients--)
        {
            var isRevision3 = random.Next(4) == 0;
            var isPolling = random.Next(2) == 0;
            steps.Add(new DialogueStep("client", $"c{clients}"));
            steps.Add(Open(isRevision3, isPolling, random));
            steps.AddRange(isRevision3 && random.Next(2) == 0 ? [] : (DialogueStep[])[new(">", "40" + Pick(Namespaces, random)), new("<")]);
            for (var actions = random.Next(12); actions > 0; actions--)
            {
                steps.AddRange(Action(isPolling, random));
            }
        }

        steps.Add(DialogueStep.Parse(Pick(Ends, random)));
        return new Dialogue("made up", Dialogue.Json, steps);
    }

    private static DialogueStep Open(bool isRevision3, bool isPolling, Random random)
    {
        var transport = isPolling ? "polling" : "websocket";
        var more = Pick(["", "", "", "&b64=1", "&j=0", "&t=x", "&sid=", "&sid=AAAAAAAAAAAAAAAAAAAA"], random);
        return new DialogueStep("open", $"{transport} EIO={(isRevision3 ? 3 : 4)}&transport={transport}{more}");
    }

    private static DialogueStep[] Action(bool isPolling, Random random) => random.Next(16) switch
    {
        0 => [new(">", "40" + Pick(Namespaces, random)), new("<")],
        1 => [new(">", "41" + Pick(Namespaces, random))],
        2 => [new(">", $"42{Pick(Namespaces, random)}{Number(random)}[\"ask\",\"{{token}}\"]"), new("<")],
        3 => [new(">", $"43{Pick(Namespaces, random)}{Pick(["{ack}", Number(random)], random)}[\"{{token}}\"]")],
        4 => Binary(random),
        5 or 6 when isPolling => Upgrade(random),
        5 => [new(">part", "42[\"echo\","), new(">ping", "{token}"), new(">part", "\"{token}\""), new(">", "]"), new("<")],
        6 => [new(">frame", Convert.ToHexString(Bytes(random, 12)))],
        7 => [new("poll-start"), new("parallel"), new("post", "42[\"echo\",\"{token}\"]"), new("poll-end")],
        8 => [new("poll-start"), new("poll")],
        9 => [new("post-start", $"{random.Next(60)} 42[\"echo\",\"{{token}}\""), new("post-more", "]"), new(Pick(["post-end", "post-abort", "<"], random))],
        10 => [new("pipeline"), new("post", "42[\"echo\",\"{token}\",1]"), new("post", "42[\"echo\",\"{token}\",2]"), new("poll")],
        11 => [new(">", Pick(["2", "3", "5", "6", "2probe", "0", "7", ""], random)), new("<")],
        12 => [new("poll")],
        _ => [new(">", $"42{Pick(Namespaces, random)}{Pick(Events, random)}"), new("<")],
    };

    private static DialogueStep[] Binary(Random random)
    {
        var count = random.Next(1, 4);
        var holders = string.Join(',', Enumerable.Range(0, count).Select(index => $"{{\"_placeholder\":true,\"num\":{(random.Next(12) == 0 ? Number(random) : index)}}}"));
        var sent = random.Next(6) == 0 ? random.Next(count + 2) : count;
        return
        [
            new(">", $"45{count}-{Pick(Namespaces, random)}[\"echo\",\"{{token}}\",{holders}]"),
            .. Enumerable.Range(0, sent).Select(_ => new DialogueStep(">b", Convert.ToBase64String(Bytes(random, 300)))),
            new("<"),
        ];
    }

    private static DialogueStep[] Upgrade(Random random) => random.Next(5) switch
    {
        0 => [new("upgrade"), new(">", "2probe"), new("<"), new("post", "42[\"echo\",\"{token}\"]"), new(">", "5"), new("<")],
        1 => [new("poll-start"), new("upgrade"), new(">", "2probe"), new("<"), new(">", "5"), new("poll-end"), new("<")],
        2 => [new("upgrade"), new(Pick(["close", "drop"], random)), new("poll")],
        3 => [new("upgrade"), new(">", "5"), new("<")],
        _ => [new("parallel"), new("upgrade"), new("parallel"), new("upgrade"), new(">", "2probe"), new(">", "5"), new("<")],
    };

    private static string Number(Random random) =>
        Pick(["0", "1", "2", "10", "-1", "00", "2147483647", "2147483648", "9007199254740991", "9007199254740993", "18446744073709551616", "1e3", "0.5", ""], random);

    private static byte[] Bytes(Random random, int limit)
    {
        var bytes = new byte[random.Next(limit)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T Pick<T>(T[] choices, Random random) => choices[random.Next(choices.Length)];
}
