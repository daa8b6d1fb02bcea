using System.Text.Json.Serialization;

namespace SocketIoSharp.Server.Tests.Payloads;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Picture))]
internal sealed partial class PictureContext : JsonSerializerContext;
