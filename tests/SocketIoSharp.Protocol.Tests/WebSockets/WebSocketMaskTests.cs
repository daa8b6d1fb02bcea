using System.Runtime.InteropServices;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.Protocol.Tests.WebSockets;

internal sealed class WebSocketMaskTests
{
    private static readonly byte[][] Keys = [[0, 0, 0, 0], [1, 2, 3, 4], [0xFF, 0, 0x80, 0x7F], [0xDE, 0xAD, 0xBE, 0xEF]];

    [Test]
    public void Apply_EveryLengthAndAlignment_IsTheNaiveXor([Range(0, 300)] int length)
    {
        foreach (var key in Keys)
        {
            for (var offset = 0; offset < 5; offset++)
            {
                var buffer = new byte[length + 16];
                new Random(length).NextBytes(buffer);
                var expected = buffer.ToArray();
                for (var i = 0; i < length; i++)
                {
                    expected[offset + i] ^= key[i % 4];
                }

                WebSocketMask.Apply(buffer.AsSpan(offset, length), MemoryMarshal.Read<uint>(key));
                buffer.Should().Equal(expected, "only the bytes from {0} on are masked, with {1}", offset, Convert.ToHexString(key));
            }
        }
    }

    [Test]
    public void Apply_Twice_GivesTheOriginal()
    {
        var original = new byte[1_000_003];
        new Random(1).NextBytes(original);
        var masked = original.ToArray();
        WebSocketMask.Apply(masked, 0x12345678);
        masked.AsSpan().SequenceEqual(original).Should().BeFalse();
        WebSocketMask.Apply(masked, 0x12345678);
        masked.AsSpan().SequenceEqual(original).Should().BeTrue();
    }
}
