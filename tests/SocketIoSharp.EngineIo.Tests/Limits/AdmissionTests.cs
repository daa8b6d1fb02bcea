using System.Net;
using SocketIoSharp.EngineIo.Limits;

namespace SocketIoSharp.EngineIo.Tests.Limits;

/// <summary>The count of sessions itself, asked by more threads at once than requests can be made to come.</summary>
internal sealed class AdmissionTests
{
    private const int Attempts = 200_000;
    private const int Limit = Attempts / 2;

    [TestCase(null)]
    [TestCase("203.0.113.7")]
    public void TryEnter_ByManyThreads_LetsInAsManyAsMayBe(string? address)
    {
        var admission = new Admission(new EngineIoOptions { MaxSessions = Limit, MaxSessionsPerAddress = Limit }, new ManualTimeProvider());
        var client = address is null ? null : IPAddress.Parse(address);
        var entered = 0;

        Parallel.For(0, Attempts, _ =>
        {
            if (admission.TryEnter(client, out var _) is null)
            {
                Interlocked.Increment(ref entered);
            }
        });

        entered.Should().Be(Limit);
    }
}
