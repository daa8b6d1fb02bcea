using System.Text;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Protocol.Tests.SocketIo;

internal sealed class ReservedEventsTests
{
    [TestCase("connect", true)]
    [TestCase("connect_error", true)]
    [TestCase("disconnect", true)]
    [TestCase("disconnecting", true)]
    [TestCase("newListener", true)]
    [TestCase("removeListener", true)]
    [TestCase("", false)]
    [TestCase("Connect", false)]
    [TestCase("connection", false)]
    [TestCase("newlistener", false)]
    [TestCase("error", false)]
    [TestCase("connect ", false)]
    public void Contains_TextAndUtf8_AreOfOneMind(string name, bool expected)
    {
        ReservedEvents.Contains(name).Should().Be(expected);
        ReservedEvents.Contains(Encoding.UTF8.GetBytes(name)).Should().Be(expected);
    }
}
