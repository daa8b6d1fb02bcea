using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SocketIoSharp.Cluster;

/// <summary>What this node has asked others and still waits for. Thread-safe.</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<string, ClusterRequest> _requests = new(StringComparer.Ordinal);

    public int Count => _requests.Count;

    /// <summary>16 hexadecimal digits, as the adapters for Node.js have them for nodes and requests.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    public string Add(ClusterRequest request)
    {
        var id = NewId();
        _requests[id] = request;
        return id;
    }

    public void Remove(string id) => _requests.TryRemove(id, out _);

    /// <returns><see langword="false"/> when it is not waited for, or not any more.</returns>
    public bool Respond(ClusterMessage response)
    {
        if (response.RequestId is null || !_requests.TryGetValue(response.RequestId, out var request))
        {
            return false;
        }

        request.OnResponse(response);
        return true;
    }

    public void NodeGone(string nodeId)
    {
        foreach (var request in _requests.Values)
        {
            request.OnNodeGone(nodeId);
        }
    }
}
