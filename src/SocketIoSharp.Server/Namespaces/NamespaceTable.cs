using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SocketIoSharp.Namespaces;

/// <summary>The namespaces of a server.</summary>
internal sealed class NamespaceTable(SocketIoServer server)
{
    private readonly ConcurrentDictionary<string, Lazy<Namespace>> _namespaces = new(StringComparer.Ordinal);

    public IEnumerable<Namespace> All => _namespaces.Values.Select(entry => entry.Value);

    public Namespace GetOrCreate(string name)
    {
        var fullName = name.StartsWith('/') ? name : "/" + name;
        return _namespaces.GetOrAdd(fullName, key => new Lazy<Namespace>(() => new Namespace(server, key))).Value;
    }

    public bool TryFind(string name, [NotNullWhen(true)] out Namespace? @namespace)
    {
        @namespace = _namespaces.TryGetValue(name, out var entry) ? entry.Value : null;
        return @namespace is not null;
    }
}
