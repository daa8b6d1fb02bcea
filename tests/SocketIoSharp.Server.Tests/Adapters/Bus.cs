using System.Collections.Concurrent;

namespace SocketIoSharp.Server.Tests.Adapters;

/// <summary>Stands for the broker between servers: every adapter of a namespace hears the others. A broken one throws.</summary>
internal sealed class Bus
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<BusAdapter>> _members = new();

    public bool IsBroken { get; set; }

    public void Join(BusAdapter adapter) => _members.GetOrAdd(adapter.Namespace.Name, _ => []).Add(adapter);

    public IReadOnlyList<BusAdapter> OthersOf(BusAdapter adapter) =>
        IsBroken ? throw new IOException("The bus is broken.") : [.. _members[adapter.Namespace.Name].Where(other => other != adapter && !other.IsClosed)];
}
