using SocketIoSharp.PostgreSql.Receiving;

namespace SocketIoSharp.PostgreSql.Tests.Receiving;

internal sealed class BackoffTests
{
    [Test]
    public void Next_OneAfterTheOther_GrowsToTheLongestAndStartsAnewAfterReset()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1000));

        foreach (var longest in new[] { 100, 200, 400, 800, 1000, 1000 })
        {
            backoff.Next().TotalMilliseconds.Should().BeInRange(longest / 2.0, longest);
        }

        backoff.Reset();
        backoff.Next().TotalMilliseconds.Should().BeInRange(50, 100);
    }

    [Test]
    public void Next_ManyTimes_NeverOverflows()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));

        for (var i = 0; i < 10_000; i++)
        {
            backoff.Next().Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        }
    }

    [Test]
    public void Next_OfManyNodes_IsSpread() =>
        Enumerable.Range(0, 100).Select(_ => new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)).Next()).Distinct().Should().HaveCountGreaterThan(90);
}
