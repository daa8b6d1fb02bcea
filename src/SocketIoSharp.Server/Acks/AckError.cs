using System.Text.Json.Serialization;

namespace SocketIoSharp.Acks;

/// <summary>The answer to an event that failed.</summary>
/// <param name="Error">Why.</param>
/// <param name="RetryAfter">After how many seconds it may succeed, where that is known.</param>
internal sealed record AckError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("retryAfter")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? RetryAfter = null);
