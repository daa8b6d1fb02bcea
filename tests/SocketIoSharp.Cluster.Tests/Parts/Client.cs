using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Cluster.Tests.Parts;

/// <summary>A stock client of one node. It answers "vote" with its name, unless it is to be silent, and "turn" with the bytes in reverse.</summary>
internal sealed partial class Client(Part clients, string name)
{
    public string Name => name;

    public string Id { get; private set; } = string.Empty;

    public async Task ConnectAsync(Uri url, string @namespace, object options) =>
        Id = (string)(await clients.CallAsync("connect", new { name, url = Text(url), @namespace, options }))!;

    /// <summary>Waits for an event, whose arguments must be these.</summary>
    public async Task ExpectAsync(string eventName, string arguments) =>
        WireValues.Text(await TakeAsync(eventName)).Should().Be(WireValues.Text(JsonNode.Parse(arguments)), "{0} gets \"{1}\"", name, eventName);

    /// <summary>Waits for an event. The offset that recovery appends is no argument of it.</summary>
    public async Task<JsonArray> TakeAsync(string eventName)
    {
        var arguments = await TakeWithOffsetAsync(eventName);
        if (arguments.LastOrDefault() is JsonValue last && last.TryGetValue(out string? text) && Offset().IsMatch(text))
        {
            arguments.RemoveAt(arguments.Count - 1);
        }

        return arguments;
    }

    public async Task<JsonArray> TakeWithOffsetAsync(string eventName) => (await clients.CallAsync("take", new { client = name, name = eventName }))!.AsArray();

    /// <summary>Whether such an event has come and was not taken.</summary>
    public async Task<bool> HasAsync(string eventName) =>
        (await clients.CallAsync("rest", new { client = name }))!.AsArray().Any(item => ((string)item!).StartsWith(eventName + " ", StringComparison.Ordinal));

    public async Task ExpectNothingElseAsync() =>
        (await clients.CallAsync("rest", new { client = name }))!.AsArray().Select(item => (string)item!)
            .Where(item => !item.StartsWith("the end ", StringComparison.Ordinal)).Should().BeEmpty("{0} gets nothing else", name);

    /// <summary>Asks the client's own node.</summary>
    public Task<JsonNode?> AskAsync(string eventName, params object?[] args) => clients.CallAsync("ask", new { client = name, name = eventName, args });

    public Task JoinAsync(params string[] rooms) => AskAsync("join", [rooms]);

    public async Task<string[]> RoomsAsync() => [.. (await AskAsync("rooms"))!.AsArray().Select(room => (string)room!)];

    public async Task<string> DisconnectedAsync() => (string)(await clients.CallAsync("disconnected", new { client = name }))!;

    /// <summary>Ends the connection as a lost network does.</summary>
    public Task CutOffAsync() => clients.CallAsync("cutOff", new { client = name });

    /// <summary>Connects again, to whatever node.</summary>
    /// <returns>Whether the client has recovered.</returns>
    public async Task<bool> ComeBackAsync(Uri url)
    {
        var back = await clients.CallAsync("comeBack", new { client = name, url = Text(url) });
        Id = (string)back!["id"]!;
        return (bool)back["recovered"]!;
    }

    private static string Text(Uri url) => url.ToString().TrimEnd('/');

    [GeneratedRegex("^[0-9]+-[0-9]+$")]
    private static partial Regex Offset();
}
