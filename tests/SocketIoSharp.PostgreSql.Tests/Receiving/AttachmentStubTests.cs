using System.Text;
using System.Text.Json;
using SocketIoSharp.PostgreSql.Receiving;

namespace SocketIoSharp.PostgreSql.Tests.Receiving;

internal sealed class AttachmentStubTests
{
    [TestCase("""{"uid":"x","type":3,"attachmentId":"12"}""", 12)]
    [TestCase("""{"attachmentId":"12","uid":"x","more":{"attachmentId":13}}""", 12)]
    [TestCase("""{"uid":"x","attachmentId":9223372036854775807}""", long.MaxValue)]
    [TestCase("""{"uid":"x","attachmentId":"12x"}""", 0)]
    [TestCase("""{"uid":"x","attachmentId":" 12"}""", 0)]
    [TestCase("""{"uid":"x","attachmentId":1.5}""", 0)]
    [TestCase("""{"uid":"x","attachmentId":null}""", 0)]
    [TestCase("""{"uid":"x","attachmentId":["12"]}""", 0)]
    public void TryRead_AStub_GivesSenderAndRow(string json, long id)
    {
        AttachmentStub.TryRead(Encoding.UTF8.GetBytes(json), 64, out var stub).Should().BeTrue();
        stub.Should().Be(new AttachmentStub("x", id));
    }

    [TestCase("")]
    [TestCase("12")]
    [TestCase("""["attachmentId"]""")]
    [TestCase("""{"uid":"x","type":3,"data":{"attachmentId":"12"}}""")]
    [TestCase("""{"uid":"attachmentId","type":3}""")]
    public void TryRead_SomethingElse_IsNone(string json) => AttachmentStub.TryRead(Encoding.UTF8.GetBytes(json), 64, out _).Should().BeFalse();

    [TestCase("""{"uid":"x","attachmentId":""")]
    [TestCase("""{"attachmentId":"12",}""")]
    public void TryRead_BrokenJson_Throws(string json)
    {
        var read = () => AttachmentStub.TryRead(Encoding.UTF8.GetBytes(json), 64, out _);

        read.Should().Throw<JsonException>();
    }
}
