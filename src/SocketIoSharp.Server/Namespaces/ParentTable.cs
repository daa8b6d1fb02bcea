using System.Text.Json;
using System.Text.RegularExpressions;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Namespaces;

/// <summary>The parents of dynamic namespaces, in the order in which they were made and are asked. Copy-on-write.</summary>
internal sealed partial class ParentTable(SocketIoServer server)
{
    private readonly Lock _gate = new();
    private ParentNamespace[] _parents = [];

    public bool IsEmpty => Volatile.Read(ref _parents).Length == 0;

    public ParentNamespace Add(Regex? pattern, Func<string, JsonElement, ValueTask<bool>> accept)
    {
        lock (_gate)
        {
            var parent = new ParentNamespace(server, "/_" + _parents.Length, pattern, accept);
            _parents = [.. _parents, parent];
            return parent;
        }
    }

    /// <summary>Finds the parent whose pattern matches the name of a namespace that the application makes itself. Functions are not asked.</summary>
    public ParentNamespace? FindByPattern(string name) =>
        Array.Find(Volatile.Read(ref _parents), parent => parent.Pattern?.IsMatch(name) == true);

    /// <summary>Finds the parent that accepts a client's namespace.</summary>
    public async ValueTask<ParentNamespace?> FindAsync(string name, JsonElement auth, string? remoteAddress)
    {
        foreach (var parent in Volatile.Read(ref _parents))
        {
            try
            {
                if (await parent.AcceptAsync(name, auth))
                {
                    return parent;
                }
            }
            catch (RegexMatchTimeoutException exception) when (parent.Pattern is not null)
            {
                // Nobody knows what the pattern says, so none of the later parents may stand in for it.
                Log.PatternTimedOut(server.Logs.Namespaces, name, remoteAddress, parent.Name, exception.Pattern);
                return null;
            }
            catch (Exception exception)
            {
                server.Metrics.HandlerFailed(HandlerKind.NamespaceFunction);
                Log.FunctionFailed(server.Logs.Namespaces, name, remoteAddress, parent.Name, exception);
            }
        }

        return null;
    }
}
