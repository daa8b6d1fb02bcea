using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Testing;

/// <summary>An event that the server sent. Thread-safe.</summary>
public sealed class ReceivedEvent : ReceivedArguments
{
    private readonly SocketIoTestClient _client;
    private readonly long _ackId;
    private int _isAnswered;

    internal ReceivedEvent(SocketIoTestClient client, in Packet packet)
        : base(packet.Json, packet.Attachments, 1, client.Json)
    {
        _client = client;
        _ackId = packet.AckId;
        Name = ReadName(packet, client);
    }

    /// <summary>The name of the event.</summary>
    public string Name { get; }

    /// <summary>Whether the server asked for an answer.</summary>
    public bool WantsAnswer => _ackId != Packet.NoAck;

    /// <summary>Answers the server.</summary>
    /// <exception cref="InvalidOperationException">The server asked for no answer, or has one already.</exception>
    /// <exception cref="SocketIoDisconnectedException">The client is disconnected.</exception>
    public Task AnswerAsync(params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!WantsAnswer)
        {
            throw new InvalidOperationException($"The server has sent \"{Name}\" without asking for an answer.");
        }

        if (Interlocked.Exchange(ref _isAnswered, 1) == 1)
        {
            throw new InvalidOperationException($"\"{Name}\" is answered already.");
        }

        return _client.SendAsync(PacketType.Ack, _ackId, null, args);
    }

    // The parser has seen to it that there is a name: a string, or a number that stands for one.
    private static string ReadName(in Packet packet, SocketIoTestClient client)
    {
        var name = new ReceivedArguments(packet.Json, [], 0, client.Json).GetJson(0);
        return name.ToString();
    }
}
