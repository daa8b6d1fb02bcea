using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SocketIoSharp.Server.Tests.Payloads;

/// <summary>What <see cref="SocketIoOptions.Json"/> does to arguments.</summary>
internal sealed class JsonOptionsTests : ServerFixture
{
    public enum Size
    {
        Small,
        ExtraLarge,
    }

    [Test]
    public async Task Defaults_AreThoseOfTheWeb()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        await socket.EmitAsync("e", new { UserName = "<Ada & 'Bob'>", Size = Size.ExtraLarge, Missing = (string?)null });

        await client.ExpectAsync("""2["e",{"userName":"<Ada & 'Bob'>","size":1,"missing":null}]""");
    }

    [Test]
    public async Task Converter_OfTheApplication_IsUsedBothWays()
    {
        await StartAsync(
            options => options.Json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower)),
            server => server.OnConnection(socket => socket.On("e", (Size size) => size == Size.ExtraLarge ? Size.Small : Size.ExtraLarge)));
        var (client, _) = await ConnectAsync();

        (await client.AskAsync("""["e","extra-large"]""")).Should().Be("""["small"]""");
        (await client.AskAsync("""["e","small"]""")).Should().Be("""["extra-large"]""");
    }

    [Test]
    public async Task Converter_WithBinaryInside_StillMakesAttachments()
    {
        await StartAsync(options => options.Json.Converters.Add(new EnvelopeConverter()));
        var (client, socket) = await ConnectAsync();

        await socket.EmitAsync("e", new Envelope([1, 2]));

        await client.ExpectAsync("""51-["e",["envelope",{"_placeholder":true,"num":0}]]""", "bAQI=");
    }

    [Test]
    public async Task NamingPolicy_OfTheApplication_IsUsed()
    {
        await StartAsync(
            options => options.Json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            server => server.OnConnection(socket => socket.On("e", (Dictionary<string, int> map, Point point) => new Point(point.LongName + map["a"]))));
        var (client, _) = await ConnectAsync();

        (await client.AskAsync("""["e",{"a":1},{"long_name":2}]""")).Should().Be("""[{"long_name":3}]""");
    }

    [Test]
    public async Task SourceGeneratedContext_WithoutReflection_ServesTheTypesItNames()
    {
        await StartAsync(
            options =>
            {
                options.Json.TypeInfoResolverChain.Add(PictureContext.Default);

                // In front of what the server adds: whatever gets here is known to nobody without reflection.
                options.Json.TypeInfoResolverChain.Add(new Fence());
            },
            server => server.OnConnection(socket =>
            {
                socket.On("e", (Picture picture) => picture with { Name = picture.Name + "!" });
                socket.On("simple", (string a, int b, bool c, string[] d, JsonElement e) => $"{a}{b}{c}{d[0]}{e}");
                socket.On("bytes", (byte[] bytes) => bytes.Length);
            }));
        var (client, socket) = await ConnectAsync();

        await client.SendBinaryAsync("""51-1["e",{"name":"p","pixels":{"_placeholder":true,"num":0},"preview":"","layers":[],"named":{}}]""", [7]);
        await client.ExpectAsync(
            """62-1[{"name":"p!","pixels":{"_placeholder":true,"num":0},"preview":{"_placeholder":true,"num":1},"layers":[],"named":{},"inner":null}]""", "bBw==", "b");
        (await client.AskAsync("""["simple","a",1,true,["d"],5]""")).Should().Be("""["a1Trued5"]""");
        await client.SendBinaryAsync("""51-2["bytes",{"_placeholder":true,"num":0}]""", [7, 7]);
        await client.ExpectAsync("32[2]");
        ((Action)(() => socket.EmitAsync("e", new Point(1)))).Should().Throw<NotSupportedException>("that type is in no context");
    }

    [Test]
    public async Task MaxDepth_OfTheOptions_IsKeptToByArgumentsAndDecoder()
    {
        await StartAsync(
            options => options.Json.MaxDepth = 8,
            server => server.OnConnection(socket => socket.On("e", (JsonElement _) => true)));
        var (client, _) = await ConnectAsync();

        (await client.AskAsync($"[\"e\",{new string('[', 7)}{new string(']', 7)}]")).Should().Be("[true]");
        await client.SendAsync($"2[\"e\",{new string('[', 8)}{new string(']', 8)}]");

        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task Depth_Default_IsSixtyFour()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("e", (JsonElement _) => true)));
        var (client, _) = await ConnectAsync();

        (await client.AskAsync($"[\"e\",{new string('[', 63)}{new string(']', 63)}]")).Should().Be("[true]");
        await client.SendAsync($"2[\"e\",{new string('[', 64)}{new string(']', 64)}]");

        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task Argument_DeclaredAsObject_IsWrittenAsWhatItIs()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        await socket.EmitAsync<object>("e", new Point(3));
        await socket.EmitAsync<object>("e", "text");
        await socket.EmitAsync<object>("e", new byte[] { 1 });

        await client.ExpectAsync("""2["e",{"longName":3}]""", """2["e","text"]""", """51-["e",{"_placeholder":true,"num":0}]""", "bAQ==");
    }

    [Test]
    public async Task Converter_EmitsInTheMiddleOfAnEmit_BothArriveWhole()
    {
        Socket? receiver = null;
        await StartAsync(options => options.Json.Converters.Add(new ChattyConverter(() => receiver!)));
        var (client, socket) = await ConnectAsync();
        receiver = socket;

        await socket.EmitAsync("outer", new Chatty([1]), "end");

        await client.ExpectAsync("""51-["inner",{"_placeholder":true,"num":0}]""", "bAg==", """51-["outer",{"_placeholder":true,"num":0},"end"]""", "bAQ==");
    }

    [Test]
    public async Task Options_AfterTheStart_AreReadOnly()
    {
        await StartAsync();

        ((Action)(() => Server.Options.Json.Converters.Add(new JsonStringEnumConverter()))).Should().Throw<InvalidOperationException>();
    }

    [Test]
    public async Task Text_OfEveryKind_GoesThereAndBack()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("e", (string text) => text)));
        var (client, _) = await ConnectAsync();
        foreach (var text in new[] { "", " ", "\0", "\u001e", "\u2028\u2029", "ünïcödé", "日本語", "👩‍👩‍👧", "\"\\/\b\f\n\r\t", new string('x', 100_000) })
        {
            var answer = await client.AskAsync($"[\"e\",{JsonSerializer.Serialize(text)}]");

            JsonSerializer.Deserialize<string[]>(answer).Should().Equal(text);
        }
    }

    private sealed record Point(int LongName);

    private sealed record Envelope(byte[] Content);

    private sealed record Chatty(byte[] Content);

    private sealed class Fence : IJsonTypeInfoResolver
    {
        // The server's own simple types lie behind it; everything of this test's must have been found before.
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
            type.DeclaringType == typeof(JsonOptionsTests) ? throw new NotSupportedException($"{type} is in no context") : null;
    }

    private sealed class EnvelopeConverter : JsonConverter<Envelope>
    {
        public override Envelope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Envelope value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue("envelope");
            JsonSerializer.Serialize(writer, value.Content, options);
            writer.WriteEndArray();
        }
    }

    private sealed class ChattyConverter(Func<Socket> socket) : JsonConverter<Chatty>
    {
        public override Chatty Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Chatty value, JsonSerializerOptions options)
        {
            _ = socket().EmitAsync("inner", new byte[] { 2 });
            JsonSerializer.Serialize(writer, value.Content, options);
        }
    }
}
