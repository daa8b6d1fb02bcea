namespace SocketIoSharp.ConformanceServer.Applications;

/// <summary>apps/broadcasts.mjs: rooms, and all the ways to reach those who are in them.</summary>
internal static class BroadcastApplication
{
    public static void Install(SocketIoServer io) => io.OnConnection(socket =>
    {
        Listen(io, socket);
        socket.On("leave", (string room) => socket.LeaveAsync(room));
        socket.On("rooms", () => socket.Rooms.Where(room => room != socket.Id).Order(StringComparer.Ordinal).ToArray());
        socket.On("plain", (EventArguments args) => socket.Compress(false).EmitAsync("said", args));
        socket.On("ask-me", async (int milliseconds) =>
        {
            var (timedOut, answer) = await AskAsync(socket, milliseconds);
            await socket.EmitAsync("answer", timedOut, answer);
        });
    });

    private static void Listen(SocketIoServer io, Socket socket)
    {
        socket.On("to", (string[] rooms, string[] except, EventArguments args) => io.To(rooms).Except(except).EmitAsync("said", args.Skip(2)));
        socket.On("others", (string[] rooms, EventArguments args) =>
            (rooms.Length > 0 ? socket.To(rooms) : socket.Broadcast).EmitAsync("said", args.Skip(1)));
        socket.On("everyone", (EventArguments args) => io.Sockets.EmitAsync("said", args));
        socket.On("pull", (string room, string other) => io.In(room).SocketsJoinAsync(other));
        socket.On("push", (string room, string other) => io.In(room).SocketsLeaveAsync(other));
        socket.On("throw-out", (string room, bool close) => io.In(room).DisconnectSocketsAsync(close));
        socket.On("count", async (string room) => (await io.In(room).FetchSocketsAsync()).Count);
        socket.On("ask-room", async (string room, int milliseconds) =>
        {
            var answers = await io.To(room).Timeout(TimeSpan.FromMilliseconds(milliseconds)).EmitWithAck("question").CollectAsync<object?>();
            await socket.EmitAsync("answers", !answers.IsComplete, answers.Answers);
        });
    }

    private static async Task<(bool TimedOut, object? Answer)> AskAsync(Socket socket, int milliseconds)
    {
        try
        {
            return (false, await socket.Timeout(TimeSpan.FromMilliseconds(milliseconds)).EmitWithAck("question").As<object?>());
        }
        catch (AckTimeoutException)
        {
            return (true, null);
        }
    }
}
