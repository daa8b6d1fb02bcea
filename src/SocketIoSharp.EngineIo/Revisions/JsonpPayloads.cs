using System.Buffers;
using SocketIoSharp.EngineIo.Transports;
using SocketIoSharp.Protocol.EngineIo.Jsonp;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Revisions;

/// <summary>Polling by script elements and forms, for browsers without cross-origin requests: the text form of a revision in another wrapping.</summary>
internal sealed class JsonpPayloads : PayloadFormat
{
    private readonly PayloadFormat _payloads;
    private readonly byte[] _index;

    /// <param name="payloads">What is wrapped.</param>
    /// <param name="callback">The query parameter that names the callback. It ends up in a script, so only its digits count.</param>
    public JsonpPayloads(PayloadFormat payloads, string callback)
    {
        _payloads = payloads;
        _index = [.. callback.Where(char.IsAsciiDigit).Select(digit => (byte)digit)];
    }

    public override long GetLength(ReadOnlySpan<FrameGroup> groups) => Encode(groups).WrittenCount;

    public override void Write(IBufferWriter<byte> output, ReadOnlySpan<FrameGroup> groups) => output.Write(Encode(groups).WrittenSpan);

    public override bool Accepts(string? contentType) => _payloads.Accepts(contentType);

    public override ValueTask DeliverAsync(EngineSession session, in PostBody body, string? contentType) =>
        contentType != Octets && JsonpForm.TryReadPayload(body.Bytes.Span, out var payload)
            ? DeliverTextAsync(session, Utf8Text.From(payload))
            : ValueTask.CompletedTask;

    public override ValueTask DeliverTextAsync(EngineSession session, ReadOnlyMemory<byte> payload) => _payloads.DeliverTextAsync(session, payload);

    private ArrayBufferWriter<byte> Encode(ReadOnlySpan<FrameGroup> groups)
    {
        var payload = new ArrayBufferWriter<byte>();
        _payloads.Write(payload, groups);
        var script = new ArrayBufferWriter<byte>(payload.WrittenCount + 64);
        JsonpScript.Write(script, _index, payload.WrittenSpan);
        return script;
    }
}
