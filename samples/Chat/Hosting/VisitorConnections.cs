using Ember.Chats;
using Ember.People;
using SocketIoSharp;

namespace Ember.Hosting;

/// <summary>The life of a socket: who may connect, what it listens to, what is tidied up when it goes.</summary>
internal sealed class VisitorConnections(SocketIoServer io, IEnumerable<IEventGroup> groups, ChatStore chats, Attendance attendance)
{
    public void Listen()
    {
        io.Use(async (context, next) =>
        {
            if (context.Socket.User.PersonIdOrNull() is null)
            {
                context.Reject("unknown visitor");
                return;
            }

            await next();
        });
        io.OnConnection(ConnectAsync);
    }

    private async Task ConnectAsync(Socket socket)
    {
        var visitor = new Visitor(socket, socket.User.PersonId());
        socket.OnDisconnect(_ =>
        {
            attendance.Disconnected(visitor);
            visitor.Limits.Dispose();
        });
        foreach (var group in groups)
        {
            group.Attach(visitor);
        }

        var watched = chats.OfMember(visitor.PersonId).Select(chat => chat.WatchRoom);
        await socket.JoinAsync([Rooms.Person(visitor.PersonId), .. watched]);
    }
}
