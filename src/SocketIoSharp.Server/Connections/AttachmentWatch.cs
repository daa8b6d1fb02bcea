using SocketIoSharp.Acks;

namespace SocketIoSharp.Connections;

/// <summary>Measures a packet whose attachments are on their way: how much has come, and until when the rest must be here.</summary>
internal struct AttachmentWatch()
{
    private long _bytes;

    /// <summary>When the last attachment must be here; <see cref="PendingAcks.Never"/> when none is missing.</summary>
    public long Deadline { get; private set; } = PendingAcks.Never;

    public readonly bool IsWaiting => Deadline != PendingAcks.Never;

    public void Begin(long deadline)
    {
        _bytes = 0;
        Deadline = deadline;
    }

    /// <returns>Whether the sum is within the limit.</returns>
    public bool TryAdd(int bytes, long limit) => (_bytes += bytes) <= limit;

    public void End() => Deadline = PendingAcks.Never;
}
