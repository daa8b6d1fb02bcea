using System.Text.Json.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests.Nodes;

/// <summary>
/// A node of a cluster. Its sockets can "join", tell their "rooms", and set their "data". It answers the nodes' "question" with its name, unless it is to be silent,
/// and "turn" with the bytes in reverse; "hello", "bytes" and "the end" it remembers.
/// </summary>
internal interface INode : IEmitter
{
    Uri Url { get; }

    /// <summary>Asks clients.</summary>
    Task<Answers> AskAsync(Target target, string name, string arguments = "[]");

    /// <summary>Looks sockets up, in the form in which nodes describe them to each other.</summary>
    Task<JsonArray> FetchAsync(Target target);

    /// <summary>Asks the other nodes.</summary>
    Task<Answers> ServerSideAskAsync(string @namespace, string name, string arguments = "[]");

    /// <summary>The number of nodes.</summary>
    Task<int> CountAsync(string @namespace);

    /// <summary>The number of sockets of this node, in all namespaces.</summary>
    Task<int> LocalSocketsAsync();

    /// <summary>Waits for the next event of another node: namespace, name and arguments.</summary>
    Task<string> HearAsync();

    /// <summary>Forgets the events that nobody has waited for.</summary>
    void Forget();
}

/// <summary>What was answered.</summary>
/// <param name="IsComplete">Whether all have answered.</param>
/// <param name="Items">The answers as texts, sorted.</param>
internal sealed record Answers(bool IsComplete, string[] Items);
