using System.Text.Json.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests.Nodes;

/// <summary>An official emitter in a Node.js process, and what an official node shares with it.</summary>
internal class JsEmitter(string name, Part part) : IEmitter
{
    public string Name => name;

    protected Part Part => part;

    public Task EmitAsync(Target target, string name, string arguments) => part.CallAsync("emit", new { target, name, args = JsonNode.Parse(arguments) });

    public Task JoinAsync(Target target, params string[] rooms) => part.CallAsync("join", new { target, rooms });

    public Task LeaveAsync(Target target, params string[] rooms) => part.CallAsync("leave", new { target, rooms });

    public Task DisconnectAsync(Target target, bool close) => part.CallAsync("disconnect", new { target, close });

    public Task ServerSideEmitAsync(string @namespace, string name, string arguments) =>
        part.CallAsync("serverSideEmit", new { @namespace, name, args = JsonNode.Parse(arguments) });

    public ValueTask DisposeAsync() => part.DisposeAsync();
}
