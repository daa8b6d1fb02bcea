using System.Text.Json.Serialization;

namespace SocketIoSharp.Acks;

/// <summary>The answer to an event that failed.</summary>
internal sealed record AckError([property: JsonPropertyName("error")] string Error);
