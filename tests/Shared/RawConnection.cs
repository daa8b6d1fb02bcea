using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace SocketIoSharp.Tests.Shared;

/// <summary>A TCP connection to the server, for requests that no HTTP client would make and for connections that end badly.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient _tcp;
    private readonly PipeReader _input;

    private RawConnection(TcpClient tcp)
    {
        _tcp = tcp;
        _input = PipeReader.Create(tcp.GetStream(), new StreamPipeReaderOptions(leaveOpen: true));
    }

    public static async Task<RawConnection> OpenAsync(Uri server, int? receiveBuffer = null)
    {
        var tcp = new TcpClient { NoDelay = true };
        if (receiveBuffer is { } size)
        {
            tcp.ReceiveBufferSize = size;
        }

        await tcp.ConnectAsync(server.Host, server.Port).Soon();
        return new RawConnection(tcp);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _tcp.GetStream().WriteAsync(bytes).AsTask().Soon();

    /// <summary>Sends the head of a request and leaves the rest to the caller.</summary>
    public Task SendHeadAsync(string method, string target, params string[] headers) =>
        SendAsync($"{method} {target} HTTP/1.1\r\nHost: test\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    public async Task<RawResponse> ReceiveResponseAsync()
    {
        var head = (await ReadHeadAsync().Soon()).Split("\r\n");
        var headers = head.Skip(1).Select(line => line.Split(':', 2))
            .GroupBy(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(values => values.Key, values => string.Join(", ", values), StringComparer.OrdinalIgnoreCase);
        var status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        return new RawResponse(status, headers, Encoding.UTF8.GetString(await ReceiveAsync(length)));
    }

    /// <summary>Reads exactly so many bytes.</summary>
    public async Task<byte[]> ReceiveAsync(int count)
    {
        if (count == 0)
        {
            return [];
        }

        var read = await _input.ReadAtLeastAsync(count).Soon();
        if (read.Buffer.Length < count)
        {
            throw new EndOfStreamException("The server has ended the connection.");
        }

        var bytes = read.Buffer.Slice(0, count).ToArray();
        _input.AdvanceTo(read.Buffer.GetPosition(count));
        return bytes;
    }

    /// <summary>Waits for the server to end the connection, in order or not.</summary>
    /// <returns>What came until then.</returns>
    public async Task<byte[]> ReceiveUntilEndAsync()
    {
        var bytes = new List<byte>();
        try
        {
            while (true)
            {
                var read = await _input.ReadAsync().Soon();
                bytes.AddRange(read.Buffer.ToArray());
                _input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return [.. bytes];
                }
            }
        }
        catch (IOException)
        {
            return [.. bytes];
        }
    }

    /// <summary>Sends nothing more, and still receives.</summary>
    public void EndSending() => _tcp.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a reset, as a crashed client does.</summary>
    public void Reset()
    {
        _tcp.LingerState = new LingerOption(enable: true, seconds: 0);
        _tcp.Close();
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReadHeadAsync()
    {
        while (true)
        {
            var read = await _input.ReadAsync();
            var text = Encoding.ASCII.GetString(read.Buffer);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                _input.AdvanceTo(read.Buffer.GetPosition(end + 4));
                return text[..end];
            }

            _input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                throw new EndOfStreamException("The server has ended the connection.");
            }
        }
    }
}
