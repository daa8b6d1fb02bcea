using System.Text.Json;

namespace SocketIoSharp.Server.Tests.Events;

internal sealed class EventArgumentsTests : EventFixture
{
    [Test]
    public async Task Get_EachArgument_ReadsItAsAnyType()
    {
        var args = await ArgumentsOfAsync("""2["e",1,"two",{"x":3},null,[4,5]]""");

        args.Count.Should().Be(5);
        args.Get<int>(0).Should().Be(1);
        args.Get<double>(0).Should().Be(1.0);
        args.Get<string>(1).Should().Be("two");
        args.Get<Dictionary<string, int>>(2).Should().Equal(new Dictionary<string, int> { ["x"] = 3 });
        args.Get<string>(3).Should().BeNull();
        args.Get<int[]>(4).Should().Equal(4, 5);
        args.Get<int>(0).Should().Be(1, "arguments can be read again, in any order");
    }

    [Test]
    public async Task Get_WrongType_Throws()
    {
        var args = await ArgumentsOfAsync("""2["e","text"]""");

        ((Action)(() => args.Get<int>(0))).Should().Throw<JsonException>();
    }

    [Test]
    public async Task Get_NoSuchArgument_Throws([Values(-1, 1, int.MaxValue)] int index)
    {
        var args = await ArgumentsOfAsync("""2["e",1]""");

        ((Action)(() => args.Get<int>(index))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => args.GetJson(index))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public async Task TryGet_EachArgument_SaysWhetherItIsOfThatType()
    {
        var args = await ArgumentsOfAsync("""2["e",1,"two",null,"?"]""");

        args.TryGet<int>(0, out var number).Should().BeTrue();
        number.Should().Be(1);
        args.TryGet<int>(1, out _).Should().BeFalse();
        args.TryGet<string>(1, out var text).Should().BeTrue();
        text.Should().Be("two");
        args.TryGet<string>(2, out _).Should().BeFalse("null is nothing to get");
        args.TryGet<byte[]>(3, out _).Should().BeFalse("that is no base64");
        args.TryGet<int>(4, out _).Should().BeFalse();
        args.TryGet<int>(-1, out _).Should().BeFalse();
    }

    [Test]
    public async Task GetJson_EachArgument_IsItsText()
    {
        var args = await ArgumentsOfAsync("""2["e",{"a":[1, 2]},"x"]""");

        args.GetJson(0).GetRawText().Should().Be("""{"a":[1, 2]}""");
        args.GetJson(1).GetString().Should().Be("x");
    }

    [Test]
    public async Task SkipAndTake_AnyNumber_CutTheArguments()
    {
        var args = await ArgumentsOfAsync("""2["e",0,1,2,3]""");

        Numbers(args.Skip(1)).Should().Equal(1, 2, 3);
        Numbers(args.Take(2)).Should().Equal(0, 1);
        Numbers(args.Skip(1).Take(2).Skip(1)).Should().Equal(2);
        Numbers(args.Skip(9)).Should().BeEmpty();
        Numbers(args.Take(9)).Should().Equal(0, 1, 2, 3);
        Numbers(args.Take(0)).Should().BeEmpty();
        Numbers(args).Should().Equal(0, 1, 2, 3);
        ((Action)(() => args.Skip(-1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => args.Take(-1))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public async Task Arguments_None_AreEmpty()
    {
        var args = await ArgumentsOfAsync("""2["e"]""");

        args.Count.Should().Be(0);
    }

    [Test]
    public async Task Arguments_KeptForLater_StayWhatTheyWere()
    {
        var kept = new List<EventArguments>();
        var client = await ServeAsync(socket => socket.On("e", (EventArguments args) => kept.Add(args)));

        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync($"2[\"e\",{i},\"{new string((char)('a' + (i % 26)), 500)}\"]");
        }

        await Patience.UntilAsync(() => kept.Count == 100);
        kept.Select(args => args.Get<int>(0)).Should().Equal(Enumerable.Range(0, 100));
        kept.Select((args, i) => args.Get<string>(1) == new string((char)('a' + (i % 26)), 500)).Should().OnlyContain(isSame => isSame);
    }

    [Test]
    public async Task Binary_InAnyPlace_IsRead()
    {
        var received = new TaskCompletionSource<EventArguments>();
        var client = await ServeAsync(socket => socket.On("e", (EventArguments args) => { received.SetResult(args); }));

        await client.SendBinaryAsync("""52-["e",{"_placeholder":true,"num":0},{"deep":[{"_placeholder":true,"num":1}]}]""", [1, 2], [3]);

        var args = await received.Task.Soon();
        args.Get<byte[]>(0).Should().Equal(1, 2);
        args.Get<Dictionary<string, byte[][]>>(1)!["deep"][0].Should().Equal(3);
        args.Skip(1).Get<Dictionary<string, ReadOnlyMemory<byte>[]>>(0)!["deep"][0].ToArray().Should().Equal(3);
    }

    [Test]
    public async Task Emit_ArgumentsOfAnEvent_RelaysOnlyTheAttachmentsThatAreUsed()
    {
        var client = await ServeAsync(socket => socket.On("e", (EventArguments args) => socket.EmitAsync("relayed", args.Skip(1))));

        await client.SendBinaryAsync("""52-["e",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1},"text"]""", [1], [2]);

        await client.ExpectAsync("""51-["relayed",{"_placeholder":true,"num":0},"text"]""", "bAg==");
    }

    private static IEnumerable<int> Numbers(EventArguments args) => Enumerable.Range(0, args.Count).Select(args.Get<int>);

    private async Task<EventArguments> ArgumentsOfAsync(string packet)
    {
        var received = new TaskCompletionSource<EventArguments>();
        var client = await ServeAsync(socket => socket.On("e", (EventArguments args) => { received.SetResult(args); }));
        await client.SendAsync(packet);
        return await received.Task.Soon();
    }
}
