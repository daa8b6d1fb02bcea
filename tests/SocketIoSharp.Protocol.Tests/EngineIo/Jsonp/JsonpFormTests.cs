using System.Text;
using SocketIoSharp.Protocol.EngineIo.Jsonp;
using SocketIoSharp.Protocol.Tests.Fuzzing;

namespace SocketIoSharp.Protocol.Tests.EngineIo.Jsonp;

internal sealed class JsonpFormTests
{
    [TestCase("d=2%3A40", "2:40")]
    [TestCase("d=4a+b%2Bc", "4a b+c")]
    [TestCase("d=4a=b", "4a=b")]
    [TestCase("x=1&d=4a&y=2&&", "4a")]
    [TestCase("%64=4a", "4a")]
    [TestCase("d=", "")]
    [TestCase("d", "")]
    [TestCase("d=4%E2%82%AC€", "4€€")]
    [TestCase("d=100%&e=%zz", "100%")]
    [TestCase("d=%4&e", "%4")]
    [TestCase("d=%zz%", "%zz%")]
    [TestCase("d=a\\nb", "a\nb")]
    [TestCase("d=a%5Cnb", "a\nb")]
    [TestCase("d=a\\\\nb", "a\\nb")]
    [TestCase("d=a\\\\\\nb", "a\\\\nb")]
    [TestCase("d=\\n\\\\n\\n\\", "\n\\n\n\\")]
    [TestCase("d=a\\tb\\\\t", "a\\tb\\\\t")]
    public void Form_WithPayload_IsDecodedLikeTheReference(string form, string expected)
    {
        JsonpForm.TryReadPayload(Encoding.UTF8.GetBytes(form), out var payload).Should().BeTrue();

        Encoding.UTF8.GetString(payload!).Should().Be(expected);
    }

    [TestCase("")]
    [TestCase("&&&")]
    [TestCase("x=1")]
    [TestCase("D=4a")]
    [TestCase("=d")]
    [TestCase("d=4a&d=4b")]
    [TestCase("d&x=1&%64=4b")]
    [TestCase("2:40")]
    public void Form_PayloadMissingOrRepeated_HasNone(string form)
    {
        JsonpForm.TryReadPayload(Encoding.UTF8.GetBytes(form), out var payload).Should().BeFalse();

        payload.Should().BeNull();
    }

    [Test]
    public void Form_ManyFields_TakeLinearTimeAndNoMemory()
    {
        var form = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a&=&", 1_000_000)) + "d=4a");
        var isForm = false;
        byte[]? payload = null;

        var allocated = RuntimeTables.AllocatedWithout(() => isForm = JsonpForm.TryReadPayload(form, out payload));

        isForm.Should().BeTrue();
        allocated.Should().BeLessThan(10_000);
        payload.Should().Equal("4a"u8.ToArray());
    }
}
