using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Classic;

// What other nodes say. One message after the other, in the order in which Redis has them.
internal sealed partial class RedisAdapter
{
    private void OnIncoming(ChannelMessage message)
    {
        var channel = message.Channel.ToString();
        if (channel == _channels.Request)
        {
            OnRequest(message.Message);
        }
        else if (channel.StartsWith(_channels.Broadcast, StringComparison.Ordinal))
        {
            OnBroadcast(_channels.RoomOf(channel), message.Message);
        }
    }

    private void OnBroadcast(string room, ReadOnlyMemory<byte> bytes)
    {
        // Most rooms have no member on most nodes: the channel tells without reading the message.
        if ((room.Length > 0 && Namespace.CountIn(room) == 0) || ClassicReader.IsOwn(bytes.Span, _ownId))
        {
            return;
        }

        if (_reader.TryReadBroadcast(bytes, out var message, out var reason))
        {
            OnMessage(message);
        }
        else
        {
            OnRefused(reason);
        }
    }

    private void OnRequest(ReadOnlyMemory<byte> bytes)
    {
        if (!_reader.TryReadHead(bytes, out var head, out var json, out var attachments, out var reason))
        {
            OnRefused(reason);
        }
        else if (head.NodeId == NodeId)
        {
            // What this node asks for it has done already.
        }
        else if (head.Type is (int)ClassicType.Sockets or (int)ClassicType.AllRooms)
        {
            Describe(head);
        }
        else if (head is { HasTarget: false, SocketId: not null, Type: >= (int)ClassicType.RemoteJoin and <= (int)ClassicType.RemoteDisconnect })
        {
            ChangeOne(head);
        }
        else if (_reader.TryReadRequest(head, json, attachments, out var message, out reason))
        {
            OnMessage(message);
        }
        else
        {
            OnRefused(reason);
        }
    }

    private void OnResponse(ChannelMessage received)
    {
        if (!_reader.TryReadHead(received.Message, out var head, out var json, out var attachments, out var reason))
        {
            OnRefused(reason);
        }
        else if (head.IsAboutOldRequest)
        {
            // For a node of an old version: this one asks no such thing.
        }
        else if (_reader.TryReadResponse(head, json, attachments, out var message, out reason))
        {
            OnMessage(message);
        }
        else
        {
            OnRefused(reason);
        }
    }

    // Asked by nodes of old versions, which want the ids of sockets or the names of rooms.
    private void Describe(in ClassicHead head)
    {
        var isAboutRooms = head.Type is (int)ClassicType.AllRooms;
        var names = isAboutRooms ? Rooms() : GetLocalSockets(BroadcastTarget.Everyone with { Rooms = ClassicJson.Names(head.Rooms) }).Select(socket => socket.Id);
        _ = AnswerAsync(head.NodeId, ClassicWriter.Names(head.RequestId, isAboutRooms ? "rooms" : "sockets", names));
    }

    // There each socket is in a room of its own.
    private IEnumerable<string> Rooms() => Namespace.RoomNames.Concat(Namespace.Sockets.Select(socket => socket.Id)).Distinct(StringComparer.Ordinal);

    // Old versions name one socket, and the node that has it answers.
    private void ChangeOne(in ClassicHead head)
    {
        if (!Namespace.TryGetSocket(head.SocketId!, out var socket))
        {
            return;
        }

        var type = (ClassicType)head.Type!.Value;
        OnMessage(head.ToMessage(
            type is ClassicType.RemoteJoin ? ClusterMessageType.SocketsJoin : type is ClassicType.RemoteLeave ? ClusterMessageType.SocketsLeave : ClusterMessageType.DisconnectSockets,
            Namespace.Name) with
        {
            Target = BroadcastTarget.Everyone with { Rooms = [socket.Id] },
            Rooms = head.Room is { } room ? [room] : [],
            Close = head.Close,
        });
        _ = AnswerAsync(head.NodeId, ClassicWriter.Names(head.RequestId, null, []));
    }

    private async Task AnswerAsync(string requesterId, byte[] answer)
    {
        try
        {
            await RespondAsync(requesterId, answer);
        }
        catch (RedisException)
        {
            // Redis is away, which is known; who has asked does not wait for ever.
        }
    }
}
