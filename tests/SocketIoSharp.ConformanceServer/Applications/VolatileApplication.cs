namespace SocketIoSharp.ConformanceServer.Applications;

/// <summary>apps/volatile.mjs: an event whose answer may be dropped when the transport is not writable.</summary>
internal static class VolatileApplication
{
    public static void Install(SocketIoServer io)
    {
        foreach (var name in FixedApplication.Namespaces)
        {
            io.Of(name).OnConnection(socket =>
                socket.On("volatile-echo", (EventArguments args) => socket.Volatile.EmitAsync("volatile-echo", args)));
        }
    }
}
