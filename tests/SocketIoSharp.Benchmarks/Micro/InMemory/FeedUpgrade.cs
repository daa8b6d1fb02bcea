using Microsoft.AspNetCore.Http.Features;

namespace SocketIoSharp.Benchmarks.Micro.InMemory;

/// <summary>What a web server offers to a request that may leave HTTP: here, a stream that somebody feeds.</summary>
internal sealed class FeedUpgrade(Stream stream) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => true;

    public Task<Stream> UpgradeAsync() => Task.FromResult(stream);
}
