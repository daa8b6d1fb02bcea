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
            if (_count >= options.MaxSessions)
            {
                return EngineLimit.Sessions;
            }

            if (key is { } known && !TryCount(known))
            {
                return EngineLimit.SessionsPerAddress;
            }

            _count++;
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

    private bool TryCount(AddressKey key)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, key, out _);
        if (count >= options.MaxSessionsPerAddress)
        {
            return false;
        }

        count++;
        return true;
    }
}
