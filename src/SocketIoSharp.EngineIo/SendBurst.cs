using SocketIoSharp.EngineIo.Outbound;

namespace SocketIoSharp.EngineIo;

/// <summary>
/// While it lasts, what the calling thread sends to WebSockets is gathered, and leaves when it is disposed of: with one write for each client, however many packets it gets.
/// For a loop that handles many small things at once, such as messages of other servers.
/// </summary>
/// <remarks>
/// It neither changes the order of packets nor holds up what other threads send, unless it is for a client that has something gathered already. Keep it short, and do not wait in it for an
/// answer of a client. Bursts can be nested: the outermost one counts.
/// </remarks>
public readonly ref struct SendBurst
{
    private readonly bool _opens;
    private readonly bool _closes;

    private SendBurst(bool opens, bool closes) => (_opens, _closes) = (opens, closes);

    /// <summary>Begins to gather.</summary>
    public static SendBurst Begin()
    {
        if (GatheredSenders.IsOpen)
        {
            return default;
        }

        GatheredSenders.Open();
        return new SendBurst(opens: false, closes: true);
    }

    /// <summary>Sends what was gathered, and gathers nothing until the result is disposed of: for code that may wait. Without effect outside of a burst.</summary>
    public static SendBurst Suspend()
    {
        if (!GatheredSenders.IsOpen)
        {
            return default;
        }

        GatheredSenders.Close();
        return new SendBurst(opens: true, closes: false);
    }

    /// <summary>Sends what was gathered, and ends the burst or its suspension.</summary>
    public void Dispose()
    {
        if (_closes)
        {
            GatheredSenders.Close();
        }
        else if (_opens)
        {
            GatheredSenders.Open();
        }
    }
}
