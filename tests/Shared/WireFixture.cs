using System.Collections.Concurrent;

namespace SocketIoSharp.Tests.Shared;

/// <summary>A fixture whose tests own servers and clients: they are disposed of after each test, the last first, and fail it when they must.</summary>
internal abstract class WireFixture
{
    // Some tests open many clients at once.
    private readonly ConcurrentStack<IAsyncDisposable> _owned = new();

    [TearDown]
    public async Task DisposeOfOwnedAsync()
    {
        var faults = new List<Exception>();
        while (_owned.TryPop(out var owned))
        {
            try
            {
                await owned.DisposeAsync();
            }
            catch (Exception exception)
            {
                faults.Add(exception);
            }
        }

        if (faults.Count > 0)
        {
            Assert.Fail(string.Join('\n', faults.Select(fault => fault is AssertionException ? fault.Message : fault.ToString())));
        }
    }

    protected T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Push(owned);
        return owned;
    }

    protected async Task<T> Own<T>(Task<T> opening)
        where T : IAsyncDisposable => Own(await opening.Soon());
}
