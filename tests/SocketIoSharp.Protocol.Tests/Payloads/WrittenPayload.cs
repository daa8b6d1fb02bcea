using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.Tests.Payloads;

/// <summary>What a payload writer made, in a form that outlives it.</summary>
internal sealed record WrittenPayload(string Json, string[] Attachments)
{
    public static WrittenPayload Of<T>(JsonSerializerOptions options, T value)
    {
        using var writer = PayloadWriter.Rent(options);
        writer.Write(value);
        return Complete(writer);
    }

    public static WrittenPayload Complete(PayloadWriter writer)
    {
        var (json, attachments) = writer.Complete();
        return new WrittenPayload(Encoding.UTF8.GetString(json.Span), [.. attachments.Select(part => Convert.ToHexString(part.Span))]);
    }

    public void ShouldBe(string json, params string[] attachments)
    {
        Json.Should().Be(json);
        Attachments.Should().Equal(attachments);
    }
}
