namespace SocketIoSharp.Cluster;

/// <summary>How a node gets on with the others. Set before the server starts.</summary>
public class ClusterOptions
{
    /// <summary>
    /// The time that other nodes have to say which sockets they have. Default 5 seconds. <c>FetchSocketsAsync</c> throws <see cref="ClusterTimeoutException"/> afterwards, which holds what has
    /// come.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest message of another node that is read, in bytes. Default 16 MiB. Larger ones are ignored, counted and logged.</summary>
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Says what is wrong with the values.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public virtual void Validate()
    {
        Require(RequestTimeout > TimeSpan.Zero && RequestTimeout.TotalMilliseconds < int.MaxValue, $"{nameof(RequestTimeout)} must be positive and at most 24 days.");
        Require(MaxMessageBytes >= 1024, $"{nameof(MaxMessageBytes)} must be at least 1,024.");
    }

    /// <summary>Checks one of the values.</summary>
    /// <exception cref="ArgumentException">It is not as it must be.</exception>
    protected static void Require(bool isTrue, string rule)
    {
        if (!isTrue)
        {
            throw new ArgumentException(rule);
        }
    }
}
