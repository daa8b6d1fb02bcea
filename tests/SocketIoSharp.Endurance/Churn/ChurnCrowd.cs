using System.Collections.Concurrent;
using System.Diagnostics;

namespace SocketIoSharp.Endurance.Churn;

/// <summary>Plays connections of all kinds in an order that follows from a seed, many at a time.</summary>
internal sealed class ChurnCrowd(Uri server, int seed)
{
    // Half-open ones stay for seconds, all others for milliseconds: they must not stand in each other's way.
    private const int AtATime = 32;
    private const int HalfOpenAtATime = 500;

    private readonly ChurnKinds _kinds = new(server);
    private readonly Random _random = new(seed);
    private readonly SemaphoreSlim _places = new(AtATime);
    private readonly SemaphoreSlim _halfOpenPlaces = new(HalfOpenAtATime);
    private readonly ConcurrentDictionary<string, int> _played = new();
    private readonly ConcurrentQueue<string> _failures = new();

    /// <summary>The connections that were played, by kind.</summary>
    public IReadOnlyDictionary<string, int> Played => _played;

    public int Total => _played.Values.Sum();

    /// <summary>What did not go as it must.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Plays so many connections to their end.</summary>
    public Task PlayAsync(int count) => PlayAsync(() => count-- > 0);

    /// <summary>Plays connections for so long, and those that have begun to their end.</summary>
    public Task PlayAsync(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        return PlayAsync(() => Stopwatch.GetElapsedTime(start) < time);
    }

    private async Task PlayAsync(Func<bool> goesOn)
    {
        var playing = new ConcurrentDictionary<Task, bool>();
        while (goesOn())
        {
            var (name, play) = _kinds.All[_random.Next(_kinds.All.Count)];
            var places = name == "half-open" ? _halfOpenPlaces : _places;
            await places.WaitAsync();
            var task = PlayAsync(name, play, places);
            playing[task] = true;
            _ = task.ContinueWith(done => playing.TryRemove(done, out _), TaskScheduler.Default);
        }

        await Task.WhenAll(playing.Keys);
    }

    private async Task PlayAsync(string name, Func<Task> play, SemaphoreSlim places)
    {
        try
        {
            await Task.Yield();
            await play();
            _played.AddOrUpdate(name, 1, static (_, count) => count + 1);
        }
        catch (Exception exception)
        {
            _failures.Enqueue($"{name}: {exception.GetType().Name}: {exception.Message}");
        }
        finally
        {
            places.Release();
        }
    }
}
