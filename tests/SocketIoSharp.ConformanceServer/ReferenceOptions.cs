using System.Text.Json.Nodes;
using SocketIoSharp.EngineIo;
using SocketIoSharp.MessagePack;

namespace SocketIoSharp.ConformanceServer;

/// <summary>Translates the JavaScript server's options into ours.</summary>
internal static class ReferenceOptions
{
    public static void Apply(JsonObject source, SocketIoOptions options)
    {
        // The reference lets every page open a WebSocket.
        options.Engine.CheckOrigin = false;
        foreach (var (name, value) in source)
        {
            Apply(name, value!, options);
        }
    }

    private static void Apply(string name, JsonNode value, SocketIoOptions options)
    {
        switch (name)
        {
            case "app":
                break;
            case "path":
                options.Path = (string)value!;
                break;
            case "serveClient":
                options.ServeClient = (bool)value;
                break;
            case "cleanupEmptyChildNamespaces":
                options.CleanupEmptyChildNamespaces = (bool)value;
                break;
            case "connectionStateRecovery":
                // The reference skips the middlewares unless it is told otherwise.
                options.ConnectionStateRecovery = new ConnectionStateRecovery { SkipMiddlewares = (bool?)value["skipMiddlewares"] ?? true };
                if (value["maxDisconnectionDuration"] is { } duration)
                {
                    options.ConnectionStateRecovery.MaxDisconnectionDuration = Milliseconds(duration);
                }
                break;
            case "connectTimeout":
                options.ConnectTimeout = Milliseconds(value);
                break;
            case "parser" when (string?)value == "msgpack":
                options.Parser = _ => new MessagePackPacketParser();
                break;
            default:
                Apply(name, value, options.Engine);
                break;
        }
    }

    private static void Apply(string name, JsonNode value, EngineIoOptions engine)
    {
        switch (name)
        {
            case "pingInterval":
                engine.PingInterval = Milliseconds(value);
                break;
            case "pingTimeout":
                engine.PingTimeout = Milliseconds(value);
                break;
            case "upgradeTimeout":
                engine.UpgradeTimeout = Milliseconds(value);
                break;
            case "maxHttpBufferSize":
                engine.MaxHttpBufferSize = (int)value;
                break;
            case "transports":
                engine.Transports = Strings(value);
                break;
            case "allowUpgrades":
                engine.AllowUpgrades = (bool)value;
                break;
            case "addTrailingSlash":
                engine.AddTrailingSlash = (bool)value;
                break;
            case "allowEIO3":
                engine.AllowEio3 = (bool)value;
                break;
            case "allowRequest":
                var answer = new AllowRequestResult((bool)value["success"]!, (string?)value["message"]);
                engine.AllowRequest = _ => ValueTask.FromResult(answer);
                break;
            case "initialPacket":
                engine.InitialPacket = (string)value!;
                break;
            case "httpCompression":
                engine.HttpCompression = Compression(value);
                break;
            case "perMessageDeflate":
                var deflate = value as JsonObject;
                engine.PerMessageDeflate = new EngineIoPerMessageDeflate
                {
                    Threshold = (int?)deflate?["threshold"] ?? 1024,
                    ServerNoContextTakeover = (bool?)deflate?["serverNoContextTakeover"] ?? false,
                    ClientNoContextTakeover = (bool?)deflate?["clientNoContextTakeover"] ?? false,
                };
                break;
            case "cookie":
                engine.Cookie = Cookie(value);
                break;
            case "cors":
                engine.Cors = Cors(value);
                break;
            default:
                throw new NotSupportedException($"The option {name} is not translated.");
        }
    }

    // An object replaces all of the defaults; true, and an object without a threshold, compress everything.
    private static EngineIoHttpCompression? Compression(JsonNode value) => value switch
    {
        JsonObject settings => new EngineIoHttpCompression { Threshold = (int?)settings["threshold"] ?? 0 },
        _ => (bool)value ? new EngineIoHttpCompression { Threshold = 0 } : null,
    };

    private static EngineIoCookie Cookie(JsonNode value)
    {
        var cookie = new EngineIoCookie();
        foreach (var (name, part) in value as JsonObject ?? [])
        {
            switch (name)
            {
                case "name":
                    cookie.Name = (string)part!;
                    break;
                case "path":
                    cookie.Path = (string?)part;
                    break;
                case "domain":
                    cookie.Domain = (string?)part;
                    break;
                case "httpOnly":
                    cookie.HttpOnly = (bool)part!;
                    break;
                case "partitioned":
                    cookie.Partitioned = (bool)part!;
                    break;
                case "priority":
                    cookie.Priority = Capitalised((string)part!);
                    break;
                case "expires":
                    cookie.Expires = DateTimeOffset.Parse((string)part!, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case "secure":
                    cookie.Secure = (bool)part!;
                    break;
                case "maxAge":
                    cookie.MaxAge = TimeSpan.FromSeconds((int)part!);
                    break;
                case "sameSite":
                    cookie.SameSite = Enum.Parse<SameSiteMode>((string)part!, ignoreCase: true);
                    break;
                default:
                    throw new NotSupportedException($"The cookie option {name} is not translated.");
            }
        }

        return cookie;
    }

    private static EngineIoCors Cors(JsonNode value)
    {
        var cors = new EngineIoCors { Credentials = (bool?)value["credentials"] ?? false };
        switch (value["origin"])
        {
            case JsonArray origins:
                cors.Origins = Strings(origins);
                break;
            case { } origin:
                cors.Origin = (string)origin!;
                break;
        }

        cors.Methods = value["methods"] is { } methods ? Strings(methods) : cors.Methods;
        cors.AllowedHeaders = value["allowedHeaders"] is { } allowed ? Strings(allowed) : [];
        cors.ExposedHeaders = value["exposedHeaders"] is { } exposed ? Strings(exposed) : [];
        cors.MaxAge = value["maxAge"] is { } maxAge ? TimeSpan.FromSeconds((int)maxAge) : null;
        cors.OptionsSuccessStatus = (int?)value["optionsSuccessStatus"] ?? cors.OptionsSuccessStatus;
        return cors;
    }

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static TimeSpan Milliseconds(JsonNode value) => TimeSpan.FromMilliseconds((int)value);

    private static List<string> Strings(JsonNode value) => [.. value.AsArray().Select(item => (string)item!)];
}
