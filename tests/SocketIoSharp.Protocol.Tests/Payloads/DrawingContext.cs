using System.Text.Json.Serialization;

namespace SocketIoSharp.Protocol.Tests.Payloads;

/// <summary>The contracts of <see cref="Drawing"/> made at compile time, with the serialiser's shortcut for writing.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(Drawing))]
internal sealed partial class DrawingContext : JsonSerializerContext;
