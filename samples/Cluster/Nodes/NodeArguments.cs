using System.Globalization;

namespace Cluster.Nodes;

/// <summary>What a node is told when it is started: <c>node NAME PORT ENGINE ENGINE_PORT</c>.</summary>
internal sealed record NodeArguments(string Name, int Port, EngineKind Engine, int EnginePort)
{
    public static NodeArguments Parse(IReadOnlyList<string> args) =>
        args is [var name, var port, var engine, var enginePort] && EngineNames.Find(engine) is { } kind
            ? new NodeArguments(name, int.Parse(port, CultureInfo.InvariantCulture), kind, int.Parse(enginePort, CultureInfo.InvariantCulture))
            : throw new ArgumentException($"A node is started with: node NAME PORT ENGINE ENGINE_PORT. The engines are {EngineNames.Words}.");

    public string[] ToArray() =>
        [Name, Port.ToString(CultureInfo.InvariantCulture), Engine.Word(), EnginePort.ToString(CultureInfo.InvariantCulture)];
}
