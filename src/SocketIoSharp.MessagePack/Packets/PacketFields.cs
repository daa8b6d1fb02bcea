using SocketIoSharp.Protocol.MessagePack;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack.Packets;

/// <summary>The parts of a packet: the map <c>{type, nsp, data, id}</c> in any order, other keys ignored.</summary>
internal ref struct PacketFields
{
    /// <summary>JavaScript's largest exact integer. No client counts further.</summary>
    private const double LargestId = 9007199254740991;

    private double _type;
    private double _id;
    private bool _hasNamespace;
    private MessagePackTokenType _dataType;

    public readonly PacketType Type => (PacketType)(int)_type;

    public ReadOnlySpan<byte> Namespace { get; private set; }

    public readonly long AckId => (long)_id;

    /// <summary>Where the value of <c>data</c> begins.</summary>
    public int DataPosition { get; private set; }

    public readonly bool HasData => _dataType is not (MessagePackTokenType.None or MessagePackTokenType.Undefined);

    /// <summary>Reads the parts and checks them in the reference's order.</summary>
    /// <returns>Why the message is refused, or <see langword="null"/>.</returns>
    public static string? Read(ReadOnlySpan<byte> message, out PacketFields fields)
    {
        var reader = new MessagePackReader(message);
        var found = new PacketFields { _type = double.NaN, _id = Packet.NoAck };
        var isWellFormed = reader.Read() && (reader.Type is MessagePackTokenType.Map ? found.ReadPairs(ref reader) : reader.Skip());
        fields = found;
        return !isWellFormed ? MessagePackErrors.Malformed
            : reader.Remaining > 0 ? MessagePackErrors.TrailingBytes(reader.Remaining)
            : found.Check();
    }

    private bool ReadPairs(ref MessagePackReader reader)
    {
        for (var pairs = reader.Count; pairs > 0; pairs--)
        {
            if (!reader.Read())
            {
                return false;
            }

            var key = reader.Type is MessagePackTokenType.String ? reader.Bytes : default;
            if (!reader.Skip())
            {
                return false;
            }

            var position = reader.Position;
            if (!reader.Read())
            {
                return false;
            }

            Take(key, reader, position);
            if (!reader.Skip())
            {
                return false;
            }
        }

        return true;
    }

    private void Take(ReadOnlySpan<byte> key, in MessagePackReader value, int position)
    {
        if (key.SequenceEqual("type"u8))
        {
            _type = value.IsInteger ? value.Number : double.NaN;
        }
        else if (key.SequenceEqual("nsp"u8))
        {
            _hasNamespace = value.Type is MessagePackTokenType.String;
            Namespace = _hasNamespace ? value.Bytes : default;
        }
        else if (key.SequenceEqual("data"u8))
        {
            _dataType = value.Type;
            DataPosition = position;
        }
        else if (key.SequenceEqual("id"u8))
        {
            _id = value.Type is MessagePackTokenType.Undefined ? Packet.NoAck
                : value.IsInteger && value.Number is >= 0 and <= LargestId and var id ? id
                : double.NaN;
        }
    }

    private readonly string? Check() =>
        _type is not (>= 0 and <= 4) ? MessagePackErrors.InvalidType
        : !_hasNamespace ? MessagePackErrors.InvalidNamespace
        : !HasShape ? MessagePackErrors.InvalidPayload
        : double.IsNaN(_id) ? MessagePackErrors.InvalidId
        : null;

    private readonly bool HasShape => Type switch
    {
        PacketType.Connect => !HasData || _dataType is MessagePackTokenType.Map,
        PacketType.Disconnect => !HasData,
        PacketType.ConnectError => _dataType is MessagePackTokenType.Map or MessagePackTokenType.String,
        _ => _dataType is MessagePackTokenType.Array,
    };
}
