using System.Net;
using System.Runtime.InteropServices;

namespace SocketIoSharp.EngineIo.Limits;

/// <summary>Counts who is in, so that no more sessions are opened than may be. Thread-safe; asked once for each handshake.</summary>
internal sealed class Admission(EngineIoOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly HandshakeBucket _handshakes = new(options.MaxHandshakesPerSecond, options.HandshakeBurst, time);
    private readonly Dictionary<AddressKey, int> _byAddress = [];
    private int _count;

    /// <summary>Whether one more handshake may come at this time.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            return _handshakes.TryTake();
        }
    }

    /// <summary>The limit that is in the way of a session from this address at this moment; it may be another one when the session takes its place.</summary>
    public EngineLimit? FindLimit(IPAddress? address)
    {
        var key = AddressKey.Of(address);
        lock (_gate)
        {
            return FindLimit(key);
        }
    }

    /// <summary>Takes a place for a session.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="seat">The place; <see langword="null"/> when a limit is in the way.</param>
    /// <returns>That limit.</returns>
    public EngineLimit? TryEnter(IPAddress? address, out SessionSeat? seat)
    {
        var key = AddressKey.Of(address);
        seat = null;
        lock (_gate)
        {
            if (FindLimit(key) is { } limit)
            {
                return limit;
            }

            _count++;
            if (key is { } known)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, known, out _)++;
            }
        }

        seat = new SessionSeat(this, key);
        return null;
    }

    public void Leave(AddressKey? key)
    {
        lock (_gate)
        {
            _count--;
            if (key is not { } known)
            {
                return;
            }

            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_byAddress, known);
            if (--count == 0)
            {
                _byAddress.Remove(known);
            }
        }
    }

    private EngineLimit? FindLimit(AddressKey? key) =>
        _count >= options.MaxSessions ? EngineLimit.Sessions
        : key is { } known && _byAddress.GetValueOrDefault(known) >= options.MaxSessionsPerAddress ? EngineLimit.SessionsPerAddress
        : null;
}
