using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.Tests.Payloads;

/// <summary>The options of a server, with converters of the test's own.</summary>
internal static class TestOptions
{
    public static JsonSerializerOptions Create(params JsonConverter[] converters) => Create(new DefaultJsonTypeInfoResolver(), converters);

    public static JsonSerializerOptions Create(IJsonTypeInfoResolver resolver, params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = resolver,
        };
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        AttachmentConverters.AddTo(options);
        return options;
    }
}
