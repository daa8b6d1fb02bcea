using SocketIoSharp.Connections;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Draining;

/// <summary>
/// Sends the clients away before the server stops: one after the other, so that they do not all come back in the same moment, and each when nothing of it is under way. On the wire it is
/// what <see cref="SocketIoServer.CloseAsync"/> does, after which clients reconnect by themselves; a DISCONNECT packet would keep them away.
/// </summary>
internal sealed partial class Drain(SocketIoServer server, TimeSpan timeout)
{
    private readonly long _start = server.Time.GetTimestamp();
    private readonly Queue<Connection> _staying = new();
    private readonly List<Connection> _leaving = [];
    private int _sent;
    private int _closed;

    private TimeSpan Elapsed => server.Time.GetElapsedTime(_start);

    /// <summary>Returns when everybody has left and the disconnection handlers have ended, or the time is up.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Gather();
        if (_staying.Count == 0 || timeout == TimeSpan.Zero)
        {
            return;
        }

        var pace = new DrainPace(_staying.Count, timeout, server.Options.DrainClientsPerSecond);
        Log.Started(server.Logs.Hosting, _staying.Count, pace.Duration, timeout);
        while (!TryFinish(pace) && Elapsed < timeout && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(DrainPace.Step, server.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var left = timeout - Elapsed;
        if (left > TimeSpan.Zero)
        {
            await server.Departures.WaitUntilNoneAsync(left, server.Time, cancellationToken);
        }

        Report();
    }

    private bool TryFinish(DrainPace pace)
    {
        CloseLeaving();
        if (Elapsed < pace.LastOrders)
        {
            SendAway(pace.DueAfter(Elapsed));
        }
        else
        {
            SendAllAway();
        }

        if (_staying.Count == 0)
        {
            // Who was connecting when the others were counted.
            Gather();
        }

        return _staying.Count == 0 && _leaving.Count == 0;
    }

    // In the order of hash codes of random ids, which is none.
    private void Gather()
    {
        foreach (var connection in server.Namespaces.All.SelectMany(@namespace => @namespace.Sockets).Select(socket => socket.Connection).Distinct())
        {
            if (!connection.IsLeaving)
            {
                _staying.Enqueue(connection);
            }
        }
    }

    // Those that are idle first. Who is busy goes on as ever, and is looked at again when the others were.
    private void SendAway(int due)
    {
        for (var looks = _staying.Count; looks > 0 && _sent < due; looks--)
        {
            var connection = _staying.Dequeue();
            if (!connection.Session.IsOpen)
            {
                continue;
            }

            if (!connection.IsIdle)
            {
                _staying.Enqueue(connection);
                continue;
            }

            _sent++;
            _leaving.Add(connection);
        }

        CloseLeaving();
    }

    private void SendAllAway()
    {
        if (_staying.Count > 0)
        {
            Log.LastOrders(server.Logs.Hosting, _staying.Count);
        }

        _leaving.AddRange(_staying);
        _staying.Clear();
        CloseLeaving();
    }

    // Nearly all of them go at once. In others a handler has started since they were seen idle: it is waited for, but nothing new is taken.
    private void CloseLeaving() => _leaving.RemoveAll(connection =>
    {
        if (!connection.TryLeave())
        {
            return !connection.Session.IsOpen;
        }

        _closed++;
        return true;
    });

    private void Report()
    {
        var cut = _staying.Concat(_leaving).Count(connection => connection.Session.IsOpen);
        server.Metrics.Drained(_closed, ServerMetrics.DrainedInOrder);
        server.Metrics.Drained(cut, ServerMetrics.DrainedByForce);
        Log.Ended(server.Logs.Hosting, _closed, cut, Elapsed);
    }
}
