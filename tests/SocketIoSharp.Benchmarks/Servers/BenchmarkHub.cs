using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The events of the Socket.IO servers as methods of a hub. What they call an ack is the result of an invocation.</summary>
internal sealed class BenchmarkHub : Hub
{
    [HubMethodName("echo")]
    public Task EchoAsync(string text) => Clients.Caller.SendAsync("echo", text);

    [HubMethodName("echo-json")]
    public Task EchoJsonAsync(EchoDocument document) => Clients.Caller.SendAsync("echo-json", document);

    [HubMethodName("echo-bytes")]
    public Task EchoBytesAsync(byte[] bytes) => Clients.Caller.SendAsync("echo-bytes", bytes);

    [HubMethodName("ack")]
    [SuppressMessage("Performance", "CA1822", Justification = "A hub's methods are those of the instance.")]
    public string Acknowledge(string text) => text;

    [HubMethodName("broadcast")]
    public Task BroadcastAsync(string text) => Clients.All.SendAsync("tick", text);

    [HubMethodName("join")]
    public Task JoinAsync(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    [HubMethodName("room")]
    public Task SendToRoomAsync(string room, string text) => Clients.Group(room).SendAsync("room", text);

    [HubMethodName("message")]
    public Task MessageAsync(string room, string text) => Clients.Group(room).SendAsync("message", text);

    [HubMethodName("typing")]
    public Task TypingAsync(string room) => Clients.OthersInGroup(room).SendAsync("typing");
}
