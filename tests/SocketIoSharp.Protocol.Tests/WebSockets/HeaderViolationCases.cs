namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>Frames that the first two bytes give away: reserved bits, opcodes, masking, control frames.</summary>
internal static class HeaderViolationCases
{
    private static readonly int[] Opcodes = [ClientFrame.Text, ClientFrame.Binary, ClientFrame.Close, ClientFrame.Ping, ClientFrame.Pong];

    private static readonly int[] ControlOpcodes = [ClientFrame.Close, ClientFrame.Ping, ClientFrame.Pong];

    public static IEnumerable<DecoderCase> All => [.. ReservedBits(), .. UnknownOpcodes(), .. Unmasked(), .. ControlFrames()];

    private static IEnumerable<DecoderCase> ReservedBits()
    {
        for (var bits = 1; bits <= 7; bits++)
        {
            foreach (var opcode in Opcodes)
            {
                yield return DecoderCase.Of($"reserved bits {bits} with opcode {opcode}", new ClientFrame(opcode, []) { ReservedBits = bits }, "failed:1002");
            }

            yield return DecoderCase.Of(
                $"reserved bits {bits} in a continuation",
                [ClientFrame.OfText("a").AsPart(), ClientFrame.OfContinuation("b") with { ReservedBits = bits }],
                "failed:1002");
        }
    }

    private static IEnumerable<DecoderCase> UnknownOpcodes()
    {
        foreach (var opcode in (int[])[3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
        {
            yield return DecoderCase.Of($"opcode {opcode}", new ClientFrame(opcode, []), "failed:1002");
            yield return DecoderCase.Of($"opcode {opcode} in fragments", new ClientFrame(opcode, [1]).AsPart(), "failed:1002");
            yield return DecoderCase.Of(
                $"opcode {opcode} inside a message", [ClientFrame.OfText("a").AsPart(), new ClientFrame(opcode, [1])], "failed:1002");
            yield return DecoderCase.Of(
                $"opcode {opcode} behind a message", [ClientFrame.OfText("a"), new ClientFrame(opcode, [1])], "text:a", "failed:1002");
        }
    }

    private static IEnumerable<DecoderCase> Unmasked()
    {
        foreach (var opcode in Opcodes)
        {
            yield return DecoderCase.Of($"opcode {opcode} unmasked", new ClientFrame(opcode, []) { Key = null }, "failed:1002");
        }

        yield return DecoderCase.Of("an unmasked text of 300 bytes", new ClientFrame(ClientFrame.Text, new byte[300]) { Key = null }, "failed:1002");
        yield return DecoderCase.Of(
            "an unmasked continuation",
            [ClientFrame.OfText("a").AsPart(), ClientFrame.OfContinuation("b") with { Key = null }],
            "failed:1002");
    }

    private static IEnumerable<DecoderCase> ControlFrames()
    {
        foreach (var opcode in ControlOpcodes)
        {
            var name = opcode switch { ClientFrame.Close => "close", ClientFrame.Ping => "ping", _ => "pong" };
            byte[] longest = [3, 232, .. Enumerable.Repeat((byte)'x', 123)];
            yield return DecoderCase.Of($"{name} of no byte", new ClientFrame(opcode, []), $"{name}:");
            yield return DecoderCase.Of($"{name} of 125 bytes", new ClientFrame(opcode, longest), $"{name}:{Convert.ToHexString(longest)}");
            yield return DecoderCase.Of($"{name} of 126 bytes", new ClientFrame(opcode, [.. longest, 1]), "failed:1002");
            yield return DecoderCase.Of($"{name} of 65536 bytes", new ClientFrame(opcode, new byte[65536]), "failed:1002");
            yield return DecoderCase.Of($"{name} with a 16-bit length", new ClientFrame(opcode, []) { LengthSize = 2 }, "failed:1002");
            yield return DecoderCase.Of($"{name} with a 64-bit length", new ClientFrame(opcode, []) { LengthSize = 8 }, "failed:1002");
            yield return DecoderCase.Of($"{name} in fragments", new ClientFrame(opcode, []).AsPart(), "failed:1002");
            yield return DecoderCase.Of(
                $"{name} in fragments inside a message", [ClientFrame.OfText("a").AsPart(), new ClientFrame(opcode, []).AsPart()], "failed:1002");
        }
    }
}
