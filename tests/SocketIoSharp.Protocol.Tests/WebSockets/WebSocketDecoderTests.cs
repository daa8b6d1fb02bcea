namespace SocketIoSharp.Protocol.Tests.WebSockets;

/// <summary>Every case of a client's behaviour, fed in every way that a network may deliver it.</summary>
internal sealed class WebSocketDecoderTests
{
    private static readonly DecoderCase[] All =
    [
        .. LengthCases.All, .. FragmentCases.All, .. HeaderViolationCases.All, .. Utf8Cases.All, .. CloseCases.All, .. LimitCases.All,
    ];

    private static IEnumerable<TestCaseData> Cases => All.Select(@case => @case.ToTestCase());

    [TestCaseSource(nameof(Cases))]
    public void Decoder_FedAtOnce_FindsTheMessages(DecoderCase @case) =>
        DecoderRun.Feed(@case, () => int.MaxValue / 2).Should().Equal(@case.Expected);

    [TestCaseSource(nameof(Cases))]
    public void Decoder_FedByteByByte_FindsTheSame(DecoderCase @case) =>
        DecoderRun.Feed(@case, () => 1).Should().Equal(@case.Expected);

    [TestCaseSource(nameof(Cases))]
    public void Decoder_FedInTwoParts_FindsTheSameAtEverySplit(DecoderCase @case)
    {
        // The headers of long frames are at the front; the bytes of their payloads are all alike.
        var splits = @case.Input.Length > 1000 ? 20 : @case.Input.Length;
        for (var split = 1; split < splits; split++)
        {
            var sizes = new Queue<int>([split, int.MaxValue / 2]);
            DecoderRun.Feed(@case, sizes.Dequeue).Should().Equal(@case.Expected, "the split is at {0}", split);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Decoder_FedInRandomParts_FindsTheSame(DecoderCase @case)
    {
        var random = new Random(20_26);
        for (var round = 0; round < 5; round++)
        {
            var largest = random.Next(2, 1 + Math.Max(2, @case.Input.Length / 2));
            DecoderRun.Feed(@case, () => random.Next(1, largest)).Should().Equal(@case.Expected, "this is round {0}", round);
        }
    }

    [Test]
    public void DecoderCases_OfOneName_AreTheSameCase() =>
        All.GroupBy(@case => @case.Name).Should().OnlyContain(group => group.Count() == 1);
}
