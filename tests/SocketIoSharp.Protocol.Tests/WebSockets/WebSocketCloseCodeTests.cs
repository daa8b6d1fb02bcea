using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

internal sealed class WebSocketCloseCodeTests
{
    // RFC 6455, section 7.4, and the codes registered since.
    private static readonly HashSet<int> Valid =
        [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, .. Enumerable.Range(3000, 2000)];

    [Test]
    public void IsValid_EveryCode_IsAsTheRegistrySays() =>
        Enumerable.Range(0, 65536).Where(WebSocketCloseCode.IsValid).Should().Equal(Valid.Order());
}
