using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

internal sealed class WebSocketFrameHeaderTests
{
    [TestCase(WebSocketOpcode.Text, 0, "8100")]
    [TestCase(WebSocketOpcode.Text, 1, "8101")]
    [TestCase(WebSocketOpcode.Binary, 125, "827D")]
    [TestCase(WebSocketOpcode.Binary, 126, "827E007E")]
    [TestCase(WebSocketOpcode.Binary, 127, "827E007F")]
    [TestCase(WebSocketOpcode.Text, 65535, "817EFFFF")]
    [TestCase(WebSocketOpcode.Text, 65536, "817F0000000000010000")]
    [TestCase(WebSocketOpcode.Text, int.MaxValue, "817F000000007FFFFFFF")]
    [TestCase(WebSocketOpcode.Close, 2, "8802")]
    [TestCase(WebSocketOpcode.Ping, 0, "8900")]
    [TestCase(WebSocketOpcode.Pong, 125, "8A7D")]
    public void Write_AnyLength_IsTheShortestHeader(WebSocketOpcode opcode, int length, string expected)
    {
        var output = new byte[WebSocketFrameHeader.MaxSize + 1];
        var size = WebSocketFrameHeader.Write(output, opcode, length);

        Convert.ToHexString(output.AsSpan(0, size)).Should().Be(expected);
        output[size..].Should().OnlyContain(value => value == 0);
    }

    [TestCase(0)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(65535)]
    [TestCase(65536)]
    [TestCase(int.MaxValue)]
    public void SizeFor_AnyLength_IsTheSizeThatIsWritten(int length) =>
        WebSocketFrameHeader.SizeFor(length).Should().Be(WebSocketFrameHeader.Write(new byte[WebSocketFrameHeader.MaxSize], WebSocketOpcode.Text, length));
}
