using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>How arguments of events are serialised unless told otherwise, and what it takes for binary ones to become attachments.</summary>
internal static class PayloadJson
{
    public static JsonSerializerOptions Create() => new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidOperationException">They are in use already.</exception>
    public static void Freeze(JsonSerializerOptions options)
    {
        if (options.IsReadOnly)
        {
            throw new InvalidOperationException("SocketIoOptions.Json is read-only already, so that binary arguments cannot be set up. Do not call MakeReadOnly on it, and serialise nothing with it before the server is made.");
        }

        AttachmentConverters.AddTo(options);
        options.TypeInfoResolverChain.Add(SocketIoJsonContext.Default);
        if (JsonSerializer.IsReflectionEnabledByDefault)
        {
            AddReflection(options);
        }

        options.MakeReadOnly();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only reached where reflection-based serialisation is enabled.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only reached where reflection-based serialisation is enabled.")]
    private static void AddReflection(JsonSerializerOptions options) => options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
}
