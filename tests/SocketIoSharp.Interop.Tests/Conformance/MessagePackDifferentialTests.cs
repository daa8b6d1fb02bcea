using System.Diagnostics;
using SocketIoSharp.MessagePack;
using SocketIoSharp.Protocol;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Interop.Tests.Conformance;

/// <summary>Random packets of the JavaScript encoder: what ours makes of them has the bytes that the JavaScript encoder gives it.</summary>
internal sealed class MessagePackDifferentialTests
{
    private const int Packets = 6000;

    [Test]
    public async Task Packets_OfTheReferenceEncoder_AreDecodedAndEncodedToItsBytes()
    {
        Requirements.NodeWith(Repository.ConformanceFolder);
        using var process = Process.Start(new ProcessStartInfo("node", ["msgpack-values.mjs", $"{Packets}", "20260101"])
        {
            WorkingDirectory = Repository.ConformanceFolder,
            RedirectStandardOutput = true,
        })!;
        var parser = new MessagePackPacketParser(new ProtocolLimits { MaxAttachments = 10_000 });
        var decoder = parser.CreateDecoder();
        var packets = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var (sent, passedOn) = (line.Split(' ')[0], line.Split(' ')[1]);
            decoder.Decode(Convert.FromHexString(sent), isBinary: true, out var packet, out var reason).Should().Be(DecodeStatus.Complete, "{0} was refused: {1}", sent, reason);
            var encoded = Convert.ToHexStringLower(parser.Encode(packet).Attachments[0].Span);
            if (encoded != passedOn)
            {
                Assert.Fail($"{sent}\nwas encoded to\n{encoded}\ninstead of\n{passedOn}");
            }

            packets++;
        }

        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
        packets.Should().Be(Packets);
    }
}
