using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>The contract of the application's type, without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatMessage))]
internal sealed partial class MicroJsonContext : JsonSerializerContext;
