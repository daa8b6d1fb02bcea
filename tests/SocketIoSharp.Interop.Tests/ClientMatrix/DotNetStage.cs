using System.Threading.Channels;
using SocketIOClient;
using SocketIOClient.Transport;
using SocketIoSharp.Interop.Tests.NodeClients;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>What an aspect of the .NET client works with.</summary>
internal sealed class DotNetStage(Uri url, int revision, string transport) : IDisposable
{
    private static readonly HttpClient Http = new();

    private readonly List<SocketIOClient.SocketIO> _clients = [];

    public int Revision => revision;

    /// <summary>A client that is not connected yet.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="query">A further query parameter.</param>
    /// <param name="token">The token it shows: in its CONNECT, or in the namespace's query as clients of revision 3 do.</param>
    public SocketIOClient.SocketIO Create(string ns = "/", KeyValuePair<string, string>? query = null, string? token = null)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        if (query is { } parameter)
        {
            parameters.Add(parameter);
        }

        if (token is not null && revision == 3)
        {
            // The client writes it into the namespace's query as it is.
            parameters.Add(KeyValuePair.Create("token", Uri.EscapeDataString(token)));
        }

        var client = new SocketIOClient.SocketIO(new Uri(url, ns), new SocketIOOptions
        {
            EIO = revision,
            Transport = transport is Transports.WebSocket ? TransportProtocol.WebSocket : TransportProtocol.Polling,
            AutoUpgrade = transport is Transports.Upgrade,
            Auth = token is not null && revision == 4 ? new { token } : null,
            Query = parameters,
            ReconnectionDelay = 100,
            ReconnectionDelayMax = 200,
            ConnectionTimeout = Patience.Limit,
        });
        _clients.Add(client);
        return client;
    }

    public async Task<SocketIOClient.SocketIO> ConnectAsync(string ns = "/", KeyValuePair<string, string>? query = null, string? token = null)
    {
        var client = Create(ns, query, token);
        var connected = Connection(client);
        await client.ConnectAsync().WithPatience();
        await connected.WithPatience();
        return client;
    }

    /// <summary>Completes with the next connection, the first or a further one.</summary>
    public static Task Connection(SocketIOClient.SocketIO client)
    {
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnConnected += (_, _) => connected.TrySetResult();
        return connected.Task;
    }

    /// <summary>Completes with the reason of the next disconnection.</summary>
    public static Task<string> Disconnection(SocketIOClient.SocketIO client)
    {
        var reason = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnDisconnected += (_, text) => reason.TrySetResult(text);
        return reason.Task.WithPatience();
    }

    /// <summary>Connects a client that the server is going to refuse, and tells what the client makes of it.</summary>
    public static async Task<string> RefusalAsync(SocketIOClient.SocketIO client)
    {
        var error = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnError += (_, message) => error.TrySetResult(message);
        await client.ConnectAsync().WithPatience();
        return await error.Task.WithPatience();
    }

    public static ChannelReader<SocketIOResponse> Collect(SocketIOClient.SocketIO client, string name)
    {
        var inbox = Channel.CreateUnbounded<SocketIOResponse>();
        client.On(name, response => inbox.Writer.TryWrite(response));
        return inbox.Reader;
    }

    public static Task<SocketIOResponse> NextAsync(ChannelReader<SocketIOResponse> inbox) => inbox.ReadAsync().AsTask().WithPatience();

    public static async Task<SocketIOResponse> AskAsync(SocketIOClient.SocketIO client, string name, params object[] args)
    {
        var answer = new TaskCompletionSource<SocketIOResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        await client.EmitAsync(name, answer.SetResult, args);
        return await answer.Task.WithPatience();
    }

    /// <summary>Breaks the connection that has this name.</summary>
    public async Task CutAsync(string line)
    {
        using var response = await Http.PostAsync(new Uri(url, "/matrix/cut?line=" + line), null);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }
}
