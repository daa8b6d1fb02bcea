namespace SocketIoSharp.Server.Tests.Events;

/// <summary>Handlers of every shape: none to five parameters, six kinds of result, lambdas and methods.</summary>
internal sealed class HandlerShapeTests : EventFixture
{
    private const string Nothing = "[]";

    private readonly List<string> _seen = [];

    public delegate void Registration(Socket socket, Func<string, string> see);

    [TestCaseSource(nameof(Shapes))]
    public async Task Handler_OfAnyShape_GetsItsArgumentsAndAnswers(Registration register, string seen, string answer)
    {
        var client = await ServeAsync(socket => register(socket, See));

        (await client.AskAsync("""["e","a",2,true,4,["z"]]""")).Should().Be(answer);

        _seen.Should().Equal(seen);
    }

    private static IEnumerable<TestCaseData> Shapes()
    {
        const string Zero = "-";
        yield return Shape("void, 0", (s, see) => s.On("e", () => { see(Zero); }), Zero, Nothing);
        yield return Shape("result, 0", (s, see) => s.On("e", () => see(Zero)), Zero);
        yield return Shape("Task, 0", (s, see) => s.On("e", () => DoneAsync(see(Zero))), Zero, Nothing);
        yield return Shape("Task of result, 0", (s, see) => s.On("e", () => ResultAsync(see(Zero))), Zero);
        yield return Shape("ValueTask, 0", (s, see) => s.On("e", () => new ValueTask(DoneAsync(see(Zero)))), Zero, Nothing);
        yield return Shape("ValueTask of result, 0", (s, see) => s.On("e", () => new ValueTask<string>(ResultAsync(see(Zero)))), Zero);

        const string One = "a";
        yield return Shape("void, 1", (s, see) => s.On("e", (string a) => { see(a); }), One, Nothing);
        yield return Shape("result, 1", (s, see) => s.On("e", (string a) => see(a)), One);
        yield return Shape("Task, 1", (s, see) => s.On("e", (string a) => DoneAsync(see(a))), One, Nothing);
        yield return Shape("Task of result, 1", (s, see) => s.On("e", (string a) => ResultAsync(see(a))), One);
        yield return Shape("ValueTask, 1", (s, see) => s.On("e", (string a) => new ValueTask(DoneAsync(see(a)))), One, Nothing);
        yield return Shape("ValueTask of result, 1", (s, see) => s.On("e", (string a) => new ValueTask<string>(ResultAsync(see(a)))), One);

        const string Two = "a 2";
        yield return Shape("void, 2", (s, see) => s.On("e", (string a, int b) => { see($"{a} {b}"); }), Two, Nothing);
        yield return Shape("result, 2", (s, see) => s.On("e", (string a, int b) => see($"{a} {b}")), Two);
        yield return Shape("Task, 2", (s, see) => s.On("e", (string a, int b) => DoneAsync(see($"{a} {b}"))), Two, Nothing);
        yield return Shape("Task of result, 2", (s, see) => s.On("e", (string a, int b) => ResultAsync(see($"{a} {b}"))), Two);
        yield return Shape("ValueTask, 2", (s, see) => s.On("e", (string a, int b) => new ValueTask(DoneAsync(see($"{a} {b}")))), Two, Nothing);
        yield return Shape("ValueTask of result, 2", (s, see) => s.On("e", (string a, int b) => new ValueTask<string>(ResultAsync(see($"{a} {b}")))), Two);

        const string Three = "a 2 True";
        yield return Shape("void, 3", (s, see) => s.On("e", (string a, int b, bool c) => { see($"{a} {b} {c}"); }), Three, Nothing);
        yield return Shape("result, 3", (s, see) => s.On("e", (string a, int b, bool c) => see($"{a} {b} {c}")), Three);
        yield return Shape("Task, 3", (s, see) => s.On("e", (string a, int b, bool c) => DoneAsync(see($"{a} {b} {c}"))), Three, Nothing);
        yield return Shape("Task of result, 3", (s, see) => s.On("e", (string a, int b, bool c) => ResultAsync(see($"{a} {b} {c}"))), Three);
        yield return Shape("ValueTask, 3", (s, see) => s.On("e", (string a, int b, bool c) => new ValueTask(DoneAsync(see($"{a} {b} {c}")))), Three, Nothing);
        yield return Shape("ValueTask of result, 3", (s, see) => s.On("e", (string a, int b, bool c) => new ValueTask<string>(ResultAsync(see($"{a} {b} {c}")))), Three);

        const string Four = "a 2 True 4";
        yield return Shape("void, 4", (s, see) => s.On("e", (string a, int b, bool c, long d) => { see($"{a} {b} {c} {d}"); }), Four, Nothing);
        yield return Shape("result, 4", (s, see) => s.On("e", (string a, int b, bool c, long d) => see($"{a} {b} {c} {d}")), Four);
        yield return Shape("Task, 4", (s, see) => s.On("e", (string a, int b, bool c, long d) => DoneAsync(see($"{a} {b} {c} {d}"))), Four, Nothing);
        yield return Shape("Task of result, 4", (s, see) => s.On("e", (string a, int b, bool c, long d) => ResultAsync(see($"{a} {b} {c} {d}"))), Four);
        yield return Shape("ValueTask, 4", (s, see) => s.On("e", (string a, int b, bool c, long d) => new ValueTask(DoneAsync(see($"{a} {b} {c} {d}")))), Four, Nothing);
        yield return Shape("ValueTask of result, 4", (s, see) => s.On("e", (string a, int b, bool c, long d) => new ValueTask<string>(ResultAsync(see($"{a} {b} {c} {d}")))), Four);

        const string Five = "a 2 True 4 z";
        yield return Shape("void, 5", (s, see) => s.On("e", (string a, int b, bool c, long d, string[] e) => { see($"{a} {b} {c} {d} {e[0]}"); }), Five, Nothing);
        yield return Shape("result, 5", (s, see) => s.On("e", (string a, int b, bool c, long d, string[] e) => see($"{a} {b} {c} {d} {e[0]}")), Five);
        yield return Shape("Task, 5", (s, see) => s.On("e", (string a, int b, bool c, long d, string[] e) => DoneAsync(see($"{a} {b} {c} {d} {e[0]}"))), Five, Nothing);
        yield return Shape("Task of result, 5", (s, see) => s.On("e", (string a, int b, bool c, long d, string[] e) => ResultAsync(see($"{a} {b} {c} {d} {e[0]}"))), Five);
        yield return Shape("ValueTask, 5", (s, see) => s.On("e", (string a, int b, bool c, long d, string[] e) => new ValueTask(DoneAsync(see($"{a} {b} {c} {d} {e[0]}")))), Five, Nothing);
        yield return Shape("ValueTask of result, 5", (s, see) => s.On("e", (string a, int b, bool c, long d, string[] e) => new ValueTask<string>(ResultAsync(see($"{a} {b} {c} {d} {e[0]}")))), Five);

        yield return Shape("async lambda", (s, see) => s.On("e", async (string a) => { await Task.Yield(); see(a); }), One, Nothing);
        yield return Shape("async lambda with result", (s, see) => s.On("e", async (string a, int b) => { await Task.Yield(); return see($"{a} {b}"); }), Two);
        yield return Shape("async lambda without parameters", (s, see) => s.On("e", async () => { await Task.Yield(); return see(Zero); }), Zero);
        yield return Shape("instance method", (s, see) => s.On<string, string>("e", new Greeter(see).Greet), One);
        yield return Shape("async instance method", (s, see) => s.On<string, int, string>("e", new Greeter(see).GreetAsync), Two);
        yield return Shape("void instance method", (s, see) => s.On<string>("e", new Greeter(see).Note), One, Nothing);
        yield return Shape("extension method", (s, see) => s.On<string, string>("e", new Greeter(see).GreetByExtension), One);
        yield return Shape("method that is already a task", (s, see) => s.On("e", (string a) => { see(a); return Task.CompletedTask; }), One, Nothing);
        yield return Shape("result that is null", (s, see) => s.On("e", (string a) => { see(a); return (string?)null; }), One, "[null]");
        yield return Shape("result that is an object", (s, see) => s.On("e", (string a) => new { Seen = see(a), Missing = (int?)null }), One, """[{"seen":"a","missing":null}]""");
        yield return Shape("result that is a list", (s, see) => s.On("e", (string a) => new[] { see(a) }), One, """[["a"]]""");
    }

    private static TestCaseData Shape(string name, Registration register, string seen, string? answer = null) =>
        new TestCaseData(register, seen, answer ?? $"[\"{seen}\"]").SetArgDisplayNames(name);

    // Completed at once or later, in turns: both ways through the server are taken.
    private static Task DoneAsync(string seen) => seen.Length % 2 == 0 ? Task.CompletedTask : Task.Run(() => { });

    private static Task<string> ResultAsync(string seen) => seen.Length % 2 == 0 ? Task.FromResult(seen) : Task.Run(() => seen);

    private string See(string text)
    {
        _seen.Add(text);
        return text;
    }

    public sealed class Greeter(Func<string, string> see)
    {
        public Func<string, string> See => see;

        public string Greet(string name) => see(name);

        public async Task<string> GreetAsync(string name, int times)
        {
            await Task.Yield();
            return see($"{name} {times}");
        }

        public void Note(string name) => see(name);
    }
}
