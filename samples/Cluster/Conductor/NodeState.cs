using System.Text.Json.Serialization;

namespace Cluster.Conductor;

/// <summary>What the process of a node is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NodeState>))]
internal enum NodeState
{
    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>It does not take connections yet.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>It serves clients.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It sends its clients away.</summary>
    [JsonStringEnumMemberName("stopping")]
    Stopping,
}
