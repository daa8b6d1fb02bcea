namespace SocketIoSharp.ConformanceServer.Applications;

/// <summary>apps/volatile.mjs: events that may be dropped when the transport is not writable.</summary>
internal static class VolatileApplication
{
    public static void Install(SocketIoServer io)
    {
        foreach (var name in FixedApplication.Namespaces)
        {
            io.Of(name).OnConnection(Listen);
        }
    }

    private static void Listen(Socket socket)
    {
        socket.On("volatile-echo", (EventArguments args) => socket.Volatile.EmitAsync("volatile-echo", args));
        socket.On("volatile-between", () =>
        {
            socket.EmitAsync("before");
            socket.Volatile.EmitAsync("between", new byte[] { 1 });
            socket.EmitAsync("after");
        });
        socket.On("volatile-twice", () =>
        {
            socket.Volatile.EmitAsync("first", new byte[] { 1 }, new byte[] { 2 });
            socket.Volatile.EmitAsync("second");
        });
        socket.On("volatile-broadcast", () =>
        {
            socket.Namespace.Volatile.EmitAsync("first");
            socket.Namespace.Volatile.EmitAsync("second");
            socket.EmitAsync("third");
        });
    }
}
