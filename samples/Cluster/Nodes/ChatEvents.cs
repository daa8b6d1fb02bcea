using SocketIoSharp;

namespace Cluster.Nodes;

/// <summary>What the clients may say, as in node/chat.mjs. Nothing in it knows that there are other nodes.</summary>
internal sealed class ChatEvents(SocketIoServer io, string node, StatusBoard status)
{
    public void Listen() => io.OnConnection(ConnectAsync);

    private Task ConnectAsync(Socket socket)
    {
        var from = ChatRules.Name(socket.Handshake.Auth);
        socket.On("say", (Say? message) => TellAsync(from, message));
        socket.On("join", (RoomRequest? request) => JoinAsync(socket, ChatRules.Room(request?.Room)));
        socket.On("leave", (RoomRequest? request) => LeaveAsync(socket, ChatRules.Room(request?.Room)));
        socket.On("cluster", status.CollectAsync);
        return socket.EmitAsync("welcome", new Welcome(node, StatusBoard.Runtime, RoomsOf(socket)));
    }

    private async Task<Sent> TellAsync(string from, Say? message)
    {
        var said = new Said(
            Guid.NewGuid().ToString(), ChatRules.Text(message?.Text), from, node, message!.Room is null ? null : ChatRules.Room(message.Room), DateTimeOffset.UtcNow);
        if (said.Room is null)
        {
            await io.EmitAsync("said", said);
        }
        else
        {
            await io.To(ChatRooms.Of(said.Room)).EmitAsync("said", said);
        }

        return new Sent(said.Id);
    }

    private static async Task<Joined> JoinAsync(Socket socket, string room)
    {
        if (RoomsOf(socket).Count >= ChatRules.MaxRooms)
        {
            throw new EventException($"{ChatRules.MaxRooms} rooms are enough");
        }

        await socket.JoinAsync(ChatRooms.Of(room));
        return new Joined(RoomsOf(socket));
    }

    private static async Task<Joined> LeaveAsync(Socket socket, string room)
    {
        await socket.LeaveAsync(ChatRooms.Of(room));
        return new Joined(RoomsOf(socket));
    }

    private static List<string> RoomsOf(Socket socket) => [.. socket.Rooms.Where(ChatRooms.IsOne).Select(ChatRooms.Title).Order(StringComparer.Ordinal)];
}
