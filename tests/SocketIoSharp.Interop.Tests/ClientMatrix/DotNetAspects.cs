namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>What tests/clients-js/matrix/aspects plays with JavaScript clients, as far as the .NET client has it.</summary>
internal static class DotNetAspects
{
    private const string Token = "sésame & co";

    public static IReadOnlyList<(string Aspect, Func<DotNetStage, Task> PlayAsync)> All { get; } =
    [
        ("text", TextAsync),
        ("binary", BinaryAsync),
        ("acks", AcksAsync),
        ("namespaces", NamespacesAsync),
        ("auth", AuthAsync),
        ("errors", ErrorsAsync),
        ("reconnect", ReconnectAsync),
    ];

    private static async Task TextAsync(DotNetStage stage)
    {
        var client = await stage.ConnectAsync();
        var (echo, number) = (DotNetStage.Collect(client, "echo"), DotNetStage.Collect(client, "number"));
        foreach (var text in (string[])["plain", "", "日本語 テキスト 👩‍👩‍👧‍👦 🚀", "\u2028 \"quotes\" \\ \\n \n\t", new string('€', 20_000)])
        {
            await client.EmitAsync("echo", text, 7, new[] { true, false });
            var answer = await DotNetStage.NextAsync(echo);
            answer.GetValue<string>().Should().Be(text);
            answer.GetValue<int>(1).Should().Be(7);
            answer.GetValue<bool[]>(2).Should().Equal(true, false);
        }

        for (var i = 0; i < 100; i++)
        {
            await client.EmitAsync("number", i);
        }

        (await DotNetStage.AskAsync(client, "numbers")).GetValue<int[]>().Should().Equal(Enumerable.Range(0, 100));
        await client.EmitAsync("count", 100);
        for (var i = 0; i < 100; i++)
        {
            (await DotNetStage.NextAsync(number)).GetValue<int>().Should().Be(i);
        }
    }

    private static async Task BinaryAsync(DotNetStage stage)
    {
        var client = await stage.ConnectAsync();
        var (echo, bytes) = (DotNetStage.Collect(client, "echo"), DotNetStage.Collect(client, "bytes"));
        foreach (var length in (int[])[1, 256, 70_000])
        {
            var content = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            await client.EmitAsync("echo", new Upload("ä.bin", content), "between", content);
            var answer = await DotNetStage.NextAsync(echo);
            answer.GetValue<Upload>().Should().BeEquivalentTo(new Upload("ä.bin", content));
            answer.GetValue<string>(1).Should().Be("between");
            answer.GetValue<byte[]>(2).Should().Equal(content);
        }

        for (var i = 0; i < 50; i++)
        {
            await client.EmitAsync("echo", i, new byte[] { (byte)i, 255 });
        }

        for (var i = 0; i < 50; i++)
        {
            (await DotNetStage.NextAsync(echo)).GetValue<byte[]>(1).Should().Equal((byte)i, 255);
        }

        await client.EmitAsync("make-bytes", 200);
        (await DotNetStage.NextAsync(bytes)).GetValue<Made>().Content.Should().Equal(Enumerable.Range(0, 200).Select(i => (byte)i));
    }

    private static async Task AcksAsync(DotNetStage stage)
    {
        var client = await stage.ConnectAsync();
        (await DotNetStage.AskAsync(client, "ask", 5)).GetValue<int>().Should().Be(5);
        (await DotNetStage.AskAsync(client, "ask", new byte[] { 1, 2, 3 })).GetValue<byte[]>().Should().Equal(1, 2, 3);
        (await DotNetStage.AskAsync(client, "ask", "a", 1)).GetValue<int>(1).Should().Be(1);

        var (answered, gaveUp) = (DotNetStage.Collect(client, "answered"), DotNetStage.Collect(client, "gave-up"));
        client.On("question", response => _ = response.CallbackAsync(response.GetValue<string>() + "!"));
        client.On("question-binary", response => _ = response.CallbackAsync([response.GetValue<byte[]>().Reverse().ToArray()]));
        await client.EmitAsync("ask-me", "question", "well");
        (await DotNetStage.NextAsync(answered)).GetValue<string>().Should().Be("well!");
        await client.EmitAsync("ask-me-binary", "question-binary", new byte[] { 1, 2, 3 });
        (await DotNetStage.NextAsync(answered)).GetValue<byte[]>().Should().Equal(3, 2, 1);
        await client.EmitAsync("ask-me-soon", "question-silent");
        await DotNetStage.NextAsync(gaveUp);
    }

    // This client has one connection for each namespace.
    private static async Task NamespacesAsync(DotNetStage stage)
    {
        var main = await stage.ConnectAsync();
        var news = await stage.ConnectAsync("/news");
        (await DotNetStage.AskAsync(main, "where")).GetValue<string>().Should().Be("/");
        (await DotNetStage.AskAsync(news, "where")).GetValue<string>().Should().Be("/news");
        await news.DisconnectAsync();
        (await DotNetStage.AskAsync(main, "where")).GetValue<string>().Should().Be("/");
        var again = await stage.ConnectAsync("/news");
        (await DotNetStage.AskAsync(again, "where")).GetValue<string>().Should().Be("/news");
        (await DotNetStage.RefusalAsync(stage.Create("/nowhere"))).Should().Contain("Invalid namespace");
    }

    private static async Task AuthAsync(DotNetStage stage)
    {
        var main = await stage.ConnectAsync(query: KeyValuePair.Create("room", "blue"));
        (await DotNetStage.AskAsync(main, "query", "room")).GetValue<string>().Should().Be("blue");

        // Of the data, a client of revision 4 tells nothing; one of revision 3 gets nothing else.
        (await DotNetStage.RefusalAsync(stage.Create("/members", token: "wrong"))).Should().Contain(stage.Revision == 4 ? "who are you?" : "42");
        var members = await stage.ConnectAsync("/members", token: Token);
        (await DotNetStage.AskAsync(members, "token")).GetValue<string>().Should().Be(Token);
    }

    private static async Task ErrorsAsync(DotNetStage stage)
    {
        (await DotNetStage.RefusalAsync(stage.Create(query: KeyValuePair.Create("refuse", "yes")))).Should().Contain("not today");
        foreach (var way in (string[])["kick", "close"])
        {
            var client = await stage.ConnectAsync();
            var reason = DotNetStage.Disconnection(client);
            await client.EmitAsync(way);
            (await reason).Should().Be("io server disconnect");
            client.Connected.Should().BeFalse();
        }
    }

    private static async Task ReconnectAsync(DotNetStage stage)
    {
        var line = Guid.NewGuid().ToString("N");
        var client = await stage.ConnectAsync(query: KeyValuePair.Create("line", line));
        var id = client.Id;
        var disconnected = DotNetStage.Disconnection(client);
        var connected = DotNetStage.Connection(client);
        await stage.CutAsync(line);
        await disconnected;
        await connected.WithPatience();
        client.Id.Should().NotBe(id);
        (await DotNetStage.AskAsync(client, "where")).GetValue<string>().Should().Be("/");
    }

    private sealed record Upload(string Name, byte[] Content);

    private sealed record Made([property: System.Text.Json.Serialization.JsonPropertyName("made")] byte[] Content);
}
