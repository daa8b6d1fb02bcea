namespace SocketIoSharp.Diagnostics;

/// <summary>The kinds of the application's code that can fail, as metrics call them.</summary>
internal static class HandlerKind
{
    public const string Event = "event";

    /// <summary>Of a socket's connection, its errors and its end.</summary>
    public const string Lifetime = "lifetime";

    public const string CatchAll = "catch_all";

    public const string OutgoingCatchAll = "outgoing_catch_all";

    public const string EventMiddleware = "event_middleware";

    public const string ConnectMiddleware = "connect_middleware";

    public const string NamespaceFunction = "namespace_function";

    public const string NewNamespace = "new_namespace";

    public const string Room = "room";

    public const string ServerSideEvent = "server_side_event";

    public const string Adapter = "adapter";
}
