using System.Buffers.Binary;
using System.Net;

namespace SocketIoSharp.EngineIo.Limits;

/// <summary>An address as one client's: of IPv6 the first 64 bits, because a client has all addresses behind them.</summary>
internal readonly record struct AddressKey(bool IsV6, ulong Bits)
{
    /// <returns><see langword="null"/> for an address that says nothing about a client: none, and this machine's own, which is a proxy's.</returns>
    public static AddressKey? Of(IPAddress? address)
    {
        // Before it is asked whether it is this machine's: of the mapped ones the framework knows a single one as such.
        var client = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (client is null || IPAddress.IsLoopback(client))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        client.TryWriteBytes(bytes, out var length);
        return length == 4
            ? new AddressKey(IsV6: false, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new AddressKey(IsV6: true, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
