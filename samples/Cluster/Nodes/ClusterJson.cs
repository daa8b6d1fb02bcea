using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cluster.Nodes;

/// <summary>Everything that goes over the wire, to clients and to other nodes. Serialised without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClusterStatus))]
[JsonSerializable(typeof(Joined))]
[JsonSerializable(typeof(RoomRequest))]
[JsonSerializable(typeof(Said))]
[JsonSerializable(typeof(Say))]
[JsonSerializable(typeof(Sent))]
[JsonSerializable(typeof(Welcome))]
internal sealed partial class ClusterJson : JsonSerializerContext;
