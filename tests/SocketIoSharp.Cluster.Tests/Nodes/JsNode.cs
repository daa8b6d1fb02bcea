using System.Text.Json.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests.Nodes;

/// <summary>The reference server with an official adapter, in a Node.js process.</summary>
internal sealed class JsNode(string name, Part part) : JsEmitter(name, part), INode
{
    public Uri Url { get; } = new($"http://127.0.0.1:{part.Description!["port"]}");

    /// <summary>Lets the process do nothing more, without a word to anybody.</summary>
    public Task FreezeAsync() => Part.SignalAsync("STOP");

    /// <summary>Ends the process as a crash does. Dispose of it nevertheless.</summary>
    public Task KillAsync() => Part.SignalAsync("KILL");

    public async Task<Answers> AskAsync(Target target, string name, string arguments) =>
        Read(await Part.CallAsync("emitWithAck", new { target, name, args = JsonNode.Parse(arguments) }));

    public async Task<JsonArray> FetchAsync(Target target) => (await Part.CallAsync("fetch", new { target }))!.AsArray();

    public async Task<Answers> ServerSideAskAsync(string @namespace, string name, string arguments) =>
        Read(await Part.CallAsync("serverSideEmitWithAck", new { @namespace, name, args = JsonNode.Parse(arguments) }));

    public async Task<int> CountAsync(string @namespace) => (int)(await Part.CallAsync("count", new { @namespace }))!;

    public async Task<int> LocalSocketsAsync() => (int)(await Part.CallAsync("localSockets", new { }))!;

    public async Task<string> HearAsync()
    {
        var heard = await Part.Told.ReadAsync().Soon();
        return $"{heard["namespace"]} {heard["name"]} {WireValues.Text(heard["args"])}";
    }

    public void Forget()
    {
        while (Part.Told.TryRead(out _))
        {
        }
    }

    private static Answers Read(JsonNode? answers) =>
        new(answers!["error"] is null, [.. (answers["answers"]?.AsArray() ?? []).Select(WireValues.Text).Order(StringComparer.Ordinal)]);
}
