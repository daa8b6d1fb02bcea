using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Testing.Transports;

/// <summary>A session over long-polling: a GET waits for packets, a POST brings them.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, so nothing is left to dispose of.")]
internal sealed class PollingClientTransport(ClientNetwork network) : ClientTransport
{
    private static readonly FrameGroup Goodbye = FrameGroup.FromText("1"u8);

    private readonly CancellationTokenSource _aborted = new();
    private volatile bool _isOver;

    public override async Task SendAsync(FrameGroup group)
    {
        var body = new ArrayBufferWriter<byte>();
        PollingPayload.Write(body, [group]);
        using var request = new HttpRequestMessage(HttpMethod.Post, network.Target("polling", SessionId)) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "UTF-8");
        using var response = await network.SendAsync(request, _aborted.Token);
        await ExpectOkAsync(response);
    }

    public override async Task<IReadOnlyList<EnginePacket>?> ReceiveAsync()
    {
        if (_isOver)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, network.Target("polling", SessionId));
        using var response = await network.SendAsync(request, _aborted.Token);
        var body = await ExpectOkAsync(response);
        if (ResponseHeaders.Count == 0)
        {
            ResponseHeaders = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => new StringValues([.. header.Value]), StringComparer.OrdinalIgnoreCase);
        }

        return Decode(body);
    }

    public override async Task CloseAsync()
    {
        _isOver = true;
        await SendAsync(Goodbye);
    }

    public override void Abort()
    {
        _isOver = true;
        _aborted.Cancel();
    }

    private List<EnginePacket> Decode(byte[] body)
    {
        var packets = new List<EnginePacket>();
        var reader = new EnginePayloadReader(body);
        while (!reader.IsAtEnd)
        {
            if (!reader.TryRead())
            {
                throw new InvalidDataException("The server has sent a malformed payload.");
            }

            // Nothing comes after it.
            _isOver |= reader.Current.Type is EnginePacketType.Close;
            packets.Add(reader.Current);
        }

        return packets;
    }

    private async Task<byte[]> ExpectOkAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync(_aborted.Token);
        return response.IsSuccessStatusCode ? body : throw ClientNetwork.Refusal((int)response.StatusCode, System.Text.Encoding.UTF8.GetString(body));
    }
}
