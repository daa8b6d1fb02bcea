namespace SocketIoSharp.Protocol.Tests.WebSockets;

internal sealed partial record DecoderCase
{
    public TestCaseData ToTestCase() => new TestCaseData(this).SetArgDisplayNames(Name);
}
