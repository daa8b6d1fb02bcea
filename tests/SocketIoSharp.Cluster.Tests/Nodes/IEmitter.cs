using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests.Nodes;

/// <summary>Something that sends to a cluster: a node, or a process that only emits; of .NET or of Node.js.</summary>
internal interface IEmitter : IAsyncDisposable
{
    string Name { get; }

    Task EmitAsync(Target target, string name, string arguments = "[]");

    Task JoinAsync(Target target, params string[] rooms);

    Task LeaveAsync(Target target, params string[] rooms);

    Task DisconnectAsync(Target target, bool close = false);

    Task ServerSideEmitAsync(string @namespace, string name, string arguments = "[]");
}
