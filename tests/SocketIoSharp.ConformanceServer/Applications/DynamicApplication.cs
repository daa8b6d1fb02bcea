using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocketIoSharp.ConformanceServer.Applications;

/// <summary>apps/dynamic.mjs: namespaces that come into being when a client asks for them.</summary>
internal static partial class DynamicApplication
{
    public static void Install(SocketIoServer io)
    {
        var made = new ConcurrentQueue<string>();
        io.OnNewNamespace(created => made.Enqueue(created.Name));
        ByPattern(io.Of(Pattern()));
        io.Of((name, auth) => name.StartsWith("/by-function-", StringComparison.Ordinal) && Text(auth, "key") == "open")
            .OnConnection(socket => socket.EmitAsync("in", socket.Namespace.Name));
        io.Of(async (name, _) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            return name == "/later";
        }).OnConnection(socket => socket.EmitAsync("later", socket.Namespace.Name));
        io.OnConnection(socket => socket.On("made", (string prefix) =>
            made.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToArray()));
    }

    private static void ByPattern(ParentNamespace parent)
    {
        parent.Use((context, next) =>
        {
            if (context.Auth.ValueKind is JsonValueKind.Object && context.Auth.TryGetProperty("refuse", out var refuse) && refuse.ValueKind is JsonValueKind.True)
            {
                context.Reject("not you");
                return Task.CompletedTask;
            }

            return next();
        });
        parent.OnConnection(async socket =>
        {
            socket.On("all", (EventArguments args) => parent.EmitAsync("said", args));
            socket.On("here", (EventArguments args) => socket.Namespace.EmitAsync("said", args));
            await socket.EmitAsync("in", socket.Namespace.Name);
        });
    }

    private static string? Text(JsonElement auth, string name) =>
        auth.ValueKind is JsonValueKind.Object && auth.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^/dynamic-[0-9]+$")]
    private static partial Regex Pattern();
}
