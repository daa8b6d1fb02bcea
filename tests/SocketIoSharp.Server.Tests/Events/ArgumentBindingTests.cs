using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Server.Tests.Events;

/// <summary>How arguments become parameters, and what happens when they do not fit.</summary>
internal sealed class ArgumentBindingTests : EventFixture
{
    public enum Colour
    {
        Red,
        Green,
    }

    [TestCaseSource(nameof(Fitting))]
    public async Task Arguments_ThatFit_BecomeParameters(Action<Socket> register, string arguments, string answer)
    {
        var client = await ServeAsync(register);

        (await client.AskAsync($"[\"e\"{arguments}]")).Should().Be(answer);
    }

    [TestCaseSource(nameof(Unfitting))]
    public async Task Arguments_ThatDoNotFit_AreRefusedAndLoggedAndTheConnectionLives(Action<Socket> register, string arguments, string error)
    {
        var client = await ServeAsync(socket =>
        {
            register(socket);
            socket.On("alive", () => true);
        });

        (await client.AskAsync($"[\"e\"{arguments}]")).Should().Be($$"""[{"error":"invalid arguments: {{error}}"}]""");

        var entry = await Host.Log.WaitForAsync("EventRefused");
        entry.Level.Should().Be(LogLevel.Warning);
        entry.Message.Should().Contain("Event e of socket").And.Contain(error);
        (await client.AskAsync("""["alive"]""")).Should().Be("[true]");
    }

    [TestCaseSource(nameof(Unfitting))]
    public async Task Arguments_ThatDoNotFitWhileAnotherHandlerRuns_AreRefusedAsWell(Action<Socket> register, string arguments, string error)
    {
        var busy = new TaskCompletionSource();
        var client = await ServeAsync(socket =>
        {
            register(socket);
            socket.On("busy", () => busy.Task);
        });

        await client.SendAsync("""2["busy"]""");

        (await client.AskAsync($"[\"e\"{arguments}]")).Should().Be($$"""[{"error":"invalid arguments: {{error}}"}]""");
        busy.SetResult();
    }

    [Test]
    public async Task Arguments_ThatDoNotFitAndNoAnswerAskedFor_AreOnlyLogged()
    {
        var (client, socket) = await StartOneAsync(socket => socket.On("e", (int number) => number));

        await client.SendAsync("""2["e","text"]""");

        (await Host.Log.WaitForAsync("EventRefused")).Message.Should().Contain("argument 1 is not a valid number");
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task Arguments_ThatDoNotFitAgainAndAgain_WarnOnce()
    {
        var client = await ServeAsync(socket => socket.On("e", (int number) => number));

        for (var i = 0; i < 5; i++)
        {
            await client.AskAsync("""["e","text"]""");
        }

        Host.Log.Entries.Where(entry => entry.Id.Name == "EventRefused").Select(entry => entry.Level)
            .Should().Equal(LogLevel.Warning, LogLevel.Debug, LogLevel.Debug, LogLevel.Debug, LogLevel.Debug);
    }

    [Test]
    public async Task SuppliedParameters_OfEveryType_ComeFromTheServer()
    {
        var client = await ServeAsync(socket => socket.On("e", async (Socket s, string text, CancellationToken token, EventArguments args, Ack ack) =>
        {
            ReferenceEquals(s, socket).Should().BeTrue();
            token.Should().Be(socket.Aborted);
            ack.IsRequested.Should().BeTrue();
            await ack.SendAsync(text, args.Count);
        }));

        (await client.AskAsync("""["e","first",2,3]""")).Should().Be("""["first",3]""");
    }

    [Test]
    public async Task SuppliedParameters_BetweenOthers_TakeNoArgument()
    {
        var client = await ServeAsync(socket => socket.On("e", (int a, Socket _, int b, CancellationToken _, int c) => $"{a}{b}{c}"));

        (await client.AskAsync("""["e",1,2,3]""")).Should().Be("""["123"]""");
    }

    [Test]
    public async Task Ack_NoAnswerAskedFor_MayBeUsedWithoutEffect()
    {
        var requested = new TaskCompletionSource<bool>();
        var (client, socket) = await StartOneAsync(socket => socket.On("e", async (Ack ack) =>
        {
            await ack.SendAsync("nobody hears");
            requested.SetResult(ack.IsRequested);
        }));

        await client.SendAsync("""2["e"]""");

        (await requested.Task.Soon()).Should().BeFalse();
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task Parameter_TypeThatCannotBeRead_FailsTheEventAndNotTheConnection([Values] bool whileAnotherRuns)
    {
        var busy = new TaskCompletionSource();
        var client = await ServeAsync(socket =>
        {
            socket.On("busy", () => busy.Task);
            socket.On("e", (IFormattable value) => value.ToString());
            socket.On("alive", () => true);
        });
        Host.Log.Expect("HandlerFailed");
        if (whileAnotherRuns)
        {
            await client.SendAsync("""2["busy"]""");
        }

        await client.SendAsync("""21["e",{}]""");
        await Host.Log.WaitForAsync("HandlerFailed");
        busy.SetResult();

        await client.ExpectAsync("""31[{"error":"internal error"}]""");
        (await client.AskAsync("""["alive"]""")).Should().Be("[true]");
    }

    private static IEnumerable<TestCaseData> Fitting()
    {
        yield return Case("further arguments are ignored", s => s.On("e", (int a) => a), ",1,2,{}", "[1]");
        yield return Case("missing for a nullable reference", s => s.On("e", (string? a) => a ?? "none"), "", "[\"none\"]");
        yield return Case("null for a nullable reference", s => s.On("e", (string? a) => a ?? "none"), ",null", "[\"none\"]");
        yield return Case("missing for a nullable value", s => s.On("e", (int? a) => a ?? -1), "", "[-1]");
        yield return Case("null for a nullable value", s => s.On("e", (int? a) => a ?? -1), ",null", "[-1]");
        yield return Case("missing at the end only", s => s.On("e", (int a, string? b) => $"{a}{b ?? "none"}"), ",1", "[\"1none\"]");
        yield return Case("null in the middle", s => s.On("e", (string? a, int b) => $"{a ?? "none"}{b}"), ",null,1", "[\"none1\"]");
        yield return Case("null for JSON", s => s.On("e", (JsonElement a) => a.ValueKind.ToString()), ",null", "[\"Null\"]");
        yield return Case("nullable parameter of an extension method", s => s.On<string?, string>("e", new HandlerShapeTests.Greeter(text => text).GreetMaybe), ",null", "[\"nobody\"]");
        yield return Case("nullable parameter of a method", s => s.On<string?, string>("e", Maybe), ",null", "[\"none\"]");
        yield return Case("object", s => s.On("e", (Point a) => new Point(a.Y, a.X)), ",{\"x\":1,\"y\":2}", "[{\"x\":2,\"y\":1}]");
        yield return Case("names ignore case", s => s.On("e", (Point a) => a.X), ",{\"X\":1,\"Y\":2}", "[1]");
        yield return Case("list", s => s.On("e", (List<int> a) => a.Sum()), ",[1,2,3]", "[6]");
        yield return Case("dictionary", s => s.On("e", (Dictionary<string, int> a) => a["b"]), ",{\"a\":1,\"b\":2}", "[2]");
        yield return Case("JSON element", s => s.On("e", (JsonElement a) => a), ",{\"any\":[1,\"x\"]}", "[{\"any\":[1,\"x\"]}]");
        yield return Case("JSON node", s => s.On("e", (JsonNode a) => a["any"]!.DeepClone()), ",{\"any\":[1]}", "[[1]]");
        yield return Case("object of unknown type", s => s.On("e", (object a) => a), ",{\"any\":[1]}", "[{\"any\":[1]}]");
        yield return Case("enumeration", s => s.On("e", (Colour a) => a), ",1", "[1]");
        yield return Case("date", s => s.On("e", (DateTimeOffset a) => a.AddDays(1)), ",\"2026-01-02T03:04:05Z\"", "[\"2026-01-03T03:04:05+00:00\"]");
        yield return Case("identifier", s => s.On("e", (Guid a) => a), ",\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"", "[\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"]");
        yield return Case("number in a text", s => s.On("e", (int a) => a), ",\"12\"", "[12]");
        yield return Case("escapes and other scripts", s => s.On("e", (string a) => a), ",\"\\u00e9\\n\\\"<>&'€😀\"", "[\"é\\n\\\"<>&'€\\uD83D\\uDE00\"]");
        yield return Case("half a surrogate pair", s => s.On("e", (string a) => a), ",\"\\ud800\"", "[\"\\uFFFD\"]");
        yield return Case("large number", s => s.On("e", (long a) => a), ",9007199254740991", "[9007199254740991]");
    }

    private static IEnumerable<TestCaseData> Unfitting()
    {
        yield return Case("missing value", s => s.On("e", (int a) => a), "", "argument 1 is missing");
        yield return Case("missing reference", s => s.On("e", (string a) => a), "", "argument 1 is missing");
        yield return Case("missing second", s => s.On("e", (int a, string b) => a + b), ",1", "argument 2 is missing");
        yield return Case("missing behind a supplied one", s => s.On("e", (Socket _, int a, int b) => a + b), ",1", "argument 2 is missing");
        yield return Case("null for a value", s => s.On("e", (int a) => a), ",null", "argument 1 must not be null");
        yield return Case("null for a reference", s => s.On("e", (string a) => a), ",null", "argument 1 must not be null");
        yield return Case("null for an object", s => s.On("e", (Point a) => a), ",null", "argument 1 must not be null");
        yield return Case("null for a reference of a method", s => s.On<string, string>("e", Never), ",null", "argument 1 must not be null");
        yield return Case("text for a number", s => s.On("e", (int a) => a), ",\"x\"", "argument 1 is not a valid number");
        yield return Case("fraction for a whole number", s => s.On("e", (int a) => a), ",1.5", "argument 1 is not a valid number");
        yield return Case("too large a number", s => s.On("e", (int a) => a), ",99999999999", "argument 1 is not a valid number");
        yield return Case("number for a text", s => s.On("e", (string a) => a), ",1", "argument 1 is not a valid string");
        yield return Case("text for a truth value", s => s.On("e", (bool a) => a), ",\"true\"", "argument 1 is not a valid boolean");
        yield return Case("text for an object", s => s.On("e", (Point a) => a), ",\"x\"", "argument 1 is not a valid value");
        yield return Case("wrong property", s => s.On("e", (Point a) => a), ",{\"x\":\"one\"}", "argument 1 is not a valid value");
        yield return Case("wrong second", s => s.On("e", (int a, int? b) => a + b), ",1,\"x\"", "argument 2 is not a valid number");
        yield return Case("no date", s => s.On("e", (DateTime a) => a), ",\"tomorrow\"", "argument 1 is not a valid value");
        yield return Case("text that is no base64", s => s.On("e", (byte[] a) => a), ",\"?\"", "argument 1 is not a valid binary");
        yield return Case("object for binary", s => s.On("e", (byte[] a) => a), ",{}", "argument 1 is not a valid binary");
    }

    private static TestCaseData Case(string name, Action<Socket> register, string arguments, string expected) =>
        new TestCaseData(register, arguments, expected).SetArgDisplayNames(name);

    private static string Maybe(string? text) => text ?? "none";

    private static string Never(string text) => text;

    private async Task<(SocketWire Client, Socket Socket)> StartOneAsync(Action<Socket> register)
    {
        await ListenAsync(register);
        return await ConnectAsync();
    }

    public sealed record Point(int X, int Y);
}
