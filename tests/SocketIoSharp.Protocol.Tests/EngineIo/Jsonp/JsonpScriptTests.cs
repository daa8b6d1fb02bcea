using System.Buffers;
using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.EngineIo.Jsonp;

namespace SocketIoSharp.Protocol.Tests.EngineIo.Jsonp;

internal sealed class JsonpScriptTests
{
    [TestCase("0", "2:40", "___eio[0](\"2:40\");")]
    [TestCase("12", "4\"\\/", "___eio[12](\"4\\\"\\\\/\");")]
    [TestCase("", "", "___eio[](\"\");")]
    [TestCase("0", "\b\f\n\r\t", "___eio[0](\"\\b\\f\\n\\r\\t\");")]
    [TestCase("0", "4a\u001e4b\u0000\u007f", "___eio[0](\"4a\\u001e4b\\u0000\u007f\");")]
    [TestCase("0", "\u2027\u2028\u2029\u202a", "___eio[0](\"\u2027\\u2028\\u2029\u202a\");")]
    [TestCase("0", "é€😀", "___eio[0](\"é€😀\");")]
    public void Script_Payload_IsEscapedLikeTheReference(string index, string payload, string expected) =>
        Write(index, payload).Should().Be(expected);

    [Test]
    public void Script_AnyText_ReadsBackAsJson()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => new Rune(Pick(random)).ToString()));

            var script = Write("7", text);

            script.Should().StartWith("___eio[7](").And.EndWith(");").And.NotContainAny("\u2028", "\u2029");
            JsonSerializer.Deserialize<string>(script[10..^2]).Should().Be(text);
        }
    }

    private static int Pick(Random random) => random.Next(4) switch
    {
        0 => random.Next(0x20),
        1 => random.Next(0x20, 0x7F),
        2 => random.Next(0x2020, 0x2030),
        _ => 0x1F600 + random.Next(0x40),
    };

    private static string Write(string index, string payload)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonpScript.Write(output, Encoding.UTF8.GetBytes(index), Encoding.UTF8.GetBytes(payload));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
