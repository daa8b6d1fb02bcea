using System.Text.Json;

namespace SocketIoSharp.Server.Tests;

/// <summary>A client that speaks Socket.IO packet by packet, in its text form, over one connection. Answers heartbeats and does nothing else by itself.</summary>
internal sealed class SocketWire(WireClient engine) : IAsyncDisposable
{
    /// <summary>The connection below.</summary>
    public WireClient Engine => engine;

    /// <summary>The id of the socket that was connected last.</summary>
    public string Id { get; private set; } = string.Empty;

    public static async Task<SocketWire> OpenAsync(Uri server, string transport = WireClient.WebSocket, string query = "") =>
        new(await WireClient.OpenAsync(server, transport, query));

    /// <summary>Connects to a namespace and waits until the server agrees.</summary>
    /// <returns>The id of the socket.</returns>
    public async Task<string> ConnectAsync(string name = "/", string auth = "")
    {
        await RequestAsync(name, auth);
        return await ReceiveConnectAsync(name);
    }

    /// <summary>Asks to be connected to a namespace.</summary>
    public Task RequestAsync(string name = "/", string auth = "") => SendAsync("0" + Prefix(name) + auth);

    /// <summary>Waits for the server to agree.</summary>
    public async Task<string> ReceiveConnectAsync(string name = "/")
    {
        var packet = await ReceiveAsync();
        var head = "0" + Prefix(name);
        packet.Should().StartWith(head + "{");
        using var payload = JsonDocument.Parse(packet[head.Length..]);
        return Id = payload.RootElement.GetProperty("sid").GetString()!;
    }

    /// <summary>Sends packets without their Engine.IO type.</summary>
    public Task SendAsync(params string[] packets) => engine.SendAsync([.. packets.Select(packet => "4" + packet)]);

    /// <summary>Waits for the next packet; attachments come as they are, in base64 after a <c>b</c>.</summary>
    public async Task<string> ReceiveAsync()
    {
        while (true)
        {
            var packet = await engine.ReceiveAsync();
            switch (packet)
            {
                case "2":
                    await engine.SendAsync("3");
                    break;
                case "6":
                    break;
                default:
                    packet[0].Should().BeOneOf(['4', 'b'], "a message is expected, not {0}", packet);
                    return packet[0] == '4' ? packet[1..] : packet;
            }
        }
    }

    public async Task ExpectAsync(params string[] packets)
    {
        foreach (var packet in packets)
        {
            (await ReceiveAsync()).Should().Be(packet);
        }
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static string Prefix(string name) => name == "/" ? string.Empty : name + ",";
}
