using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using SocketIoSharp.Testing;

namespace Snippets;

/// <summary>The code of docs/testing.md.</summary>
internal static class Testing
{
    public static async Task First()
    {
        // <testing-first>
        await using var factory = new WebApplicationFactory<Program>();
        await using var client = await factory.Server.ConnectSocketIoAsync();

        var greeting = await client.EmitWithAckAsync<string>("hello", "world");

        if (greeting != "Hello, world!")
        {
            throw new InvalidOperationException("Not the greeting: " + greeting);
        }
        // </testing-first>
    }

    public static async Task Connect(TestServer server, string token)
    {
        // <testing-connect>
        await using var client = await server.ConnectSocketIoAsync(options =>
        {
            options.Namespace = "/chat";
            options.Auth = new { token };
            options.Transport = TestTransport.Polling;              // WebSocket, unless told otherwise
            options.Headers["Authorization"] = "Bearer " + token;
            options.Query["room"] = "lobby";
            options.ConfigureRequest = http => http.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
        });
        await using var admin = await client.ConnectToAsync("/admin");  // over the same connection
        // </testing-connect>
    }

    public static async Task Talk(SocketIoTestClient client)
    {
        // <testing-talk>
        await client.EmitAsync("message", "hi", new byte[] { 1, 2, 3 });
        var answer = await client.EmitWithAckAsync<int>("sum", 1, 2);

        var name = await client.NextAsync<string>("joined");        // the event's first argument
        var moved = await client.ReceiveAsync("moved");             // the whole event
        var (x, y) = (moved.Get<int>(0), moved.Get<int>(1));

        var question = await client.ReceiveAsync("are you there?"); // the server waits for an answer
        await question.AnswerAsync("yes");
        client.On("are you there?", asked => asked.AnswerAsync("always"));
        // </testing-talk>
    }

    public static async Task Refused(TestServer server)
    {
        // <testing-refused>
        try
        {
            await using var client = await server.ConnectSocketIoAsync(options => options.Auth = new { token = "wrong" });
        }
        catch (SocketIoConnectException refused)
        {
            var message = refused.Message;                          // of context.Reject(message, data)
            var code = refused.GetDetails<Problem>()?.Code;
            var status = refused.StatusCode;                        // set when the HTTP request was refused: 401, 403, 503…
        }
        // </testing-refused>
    }

    public static async Task End(SocketIoTestClient client)
    {
        // <testing-end>
        var reason = await client.Disconnected;                     // "io server disconnect", "transport close"…
        await client.DisconnectAsync();                             // a goodbye; also when the client is disposed of
        await client.AbortAsync();                                  // none, as when the network has gone
        // </testing-end>
    }

    public static async Task Real()
    {
        // <testing-real>
        await using var client = await SocketIoTestClient.ConnectAsync(new Uri("http://localhost:5000"));
        // </testing-real>
    }

    private sealed record Problem(int Code);
}
