using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>What the servers on .NET serialise without reflection. SignalR takes each type of its arguments from here, the simple ones included.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EchoDocument))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(byte[]))]
internal sealed partial class BenchmarkJsonContext : JsonSerializerContext;
