namespace SocketIoSharp.Endurance.Serving;

/// <summary>Answers what it is asked.</summary>
internal static class EchoApplication
{
    public static void Install(SocketIoServer io) =>
        io.OnConnection(socket => socket.On("echo", (string text) => text));
}
