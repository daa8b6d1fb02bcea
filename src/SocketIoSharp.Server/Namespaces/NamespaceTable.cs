using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Namespaces;

/// <summary>The namespaces of a server, and what the application wants to be told of new ones.</summary>
internal sealed partial class NamespaceTable
{
    private readonly ConcurrentDictionary<string, NamespaceEntry> _namespaces = new(StringComparer.Ordinal);
    private readonly SocketIoServer _server;
    private readonly Lock _gate = new();
    private Action<Namespace>[] _handlers = [];

    public NamespaceTable(SocketIoServer server)
    {
        _server = server;
        Parents = new ParentTable(server);
    }

    public IEnumerable<Namespace> All => _namespaces.Values.Select(entry => entry.Namespace);

    /// <summary>The parents that clients' namespaces may come from.</summary>
    public ParentTable Parents { get; }

    public void AddHandler(Action<Namespace> handler)
    {
        lock (_gate)
        {
            _handlers = [.. _handlers, handler];
        }
    }

    /// <summary>Gets the application a namespace. A new one becomes a child of the first pattern that matches it.</summary>
    public Namespace GetOrCreate(string name)
    {
        var fullName = name.StartsWith('/') ? name : "/" + name;
        if (_namespaces.TryGetValue(fullName, out var entry))
        {
            return entry.Namespace;
        }

        if (ParentName().IsMatch(fullName))
        {
            throw new ArgumentException($"\"{fullName}\" is reserved for a parent namespace. Keep what Of(pattern) returns, or choose another name.", nameof(name));
        }

        return Create(fullName, Parents.FindByPattern(fullName)).Namespace;
    }

    /// <summary>Lets a client into a namespace that is ready for it.</summary>
    public bool TryEnter(string name, [NotNullWhen(true)] out Namespace? @namespace)
    {
        @namespace = _namespaces.TryGetValue(name, out var entry) && entry.IsAnnounced && entry.Namespace.TryEnter() ? entry.Namespace : null;
        return @namespace is not null;
    }

    /// <summary>Whether a client that was not let in at once may be in a moment.</summary>
    public bool IsWorthWaitingFor(string name) => !Parents.IsEmpty || _namespaces.ContainsKey(name);

    /// <summary>Lets a client into a namespace as soon as it is ready.</summary>
    /// <returns><see langword="null"/> when there is none, or when its last client is just leaving it.</returns>
    public async ValueTask<Namespace?> TryEnterAsync(string name)
    {
        if (!_namespaces.TryGetValue(name, out var entry))
        {
            return null;
        }

        await entry.Announced;
        return entry.Namespace.TryEnter() ? entry.Namespace : null;
    }

    /// <summary>Lets a client into a namespace that a parent has accepted, whoever makes it.</summary>
    public async ValueTask<Namespace> EnterAsync(string name, ParentNamespace parent)
    {
        while (true)
        {
            var entry = _namespaces.TryGetValue(name, out var existing) ? existing : Create(name, parent);
            await entry.Announced;
            if (entry.Namespace.TryEnter())
            {
                return entry.Namespace;
            }

            // Its last client has left a moment ago, so that it is being removed.
            Remove(entry);
        }
    }

    /// <summary>Removes a namespace whose last client has left it.</summary>
    public void Remove(Namespace @namespace)
    {
        if (_namespaces.TryGetValue(@namespace.Name, out var entry) && entry.Namespace == @namespace)
        {
            Remove(entry);
        }
    }

    private void Remove(NamespaceEntry entry)
    {
        var @namespace = entry.Namespace;
        if (_namespaces.TryRemove(new KeyValuePair<string, NamespaceEntry>(@namespace.Name, entry)))
        {
            @namespace.Parent?.Remove(@namespace);
            _ = @namespace.Delivery.CloseAsync();
            Log.Removed(_server.Logs.Namespaces, @namespace.Name);
        }
    }

    private NamespaceEntry Create(string name, ParentNamespace? parent)
    {
        var made = new NamespaceEntry(() => new Namespace(_server, name, parent));
        var entry = _namespaces.GetOrAdd(name, made);
        if (entry != made)
        {
            return entry;
        }

        try
        {
            Announce(made.Namespace);
        }
        catch
        {
            // It could not be made: the next one who asks may have more luck.
            _namespaces.TryRemove(new KeyValuePair<string, NamespaceEntry>(name, made));
            throw;
        }
        finally
        {
            made.SetAnnounced();
        }

        return made;
    }

    private void Announce(Namespace @namespace)
    {
        @namespace.Parent?.Add(@namespace);
        Log.Created(_server.Logs.Namespaces, @namespace.Name, @namespace.Parent?.Name ?? "none");
        foreach (var handler in Volatile.Read(ref _handlers))
        {
            try
            {
                handler(@namespace);
            }
            catch (Exception exception)
            {
                _server.Metrics.HandlerFailed(HandlerKind.NewNamespace);
                Log.HandlerFailed(_server.Logs.Namespaces, @namespace.Name, exception);
            }
        }
    }

    [GeneratedRegex(@"^/_[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ParentName();
}
