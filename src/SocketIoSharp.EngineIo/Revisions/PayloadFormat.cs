using System.Buffers;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Transports;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Revisions;

/// <summary>How packets become the body of a poll's answer, and the body of a POST packets. Has no state.</summary>
internal abstract class PayloadFormat
{
    protected const string Text = "text/plain; charset=UTF-8";
    protected const string Octets = "application/octet-stream";

    /// <summary>The content type of the answer that holds <paramref name="groups"/>.</summary>
    public virtual string ContentTypeFor(ReadOnlySpan<FrameGroup> groups) => Text;

    /// <summary>The length in bytes of what <see cref="Write"/> writes for the same groups.</summary>
    public abstract long GetLength(ReadOnlySpan<FrameGroup> groups);

    /// <summary>Writes the body of an answer.</summary>
    public abstract void Write(IBufferWriter<byte> output, ReadOnlySpan<FrameGroup> groups);

    /// <summary>Whether a POST may have this content type. Like the reference's, the comparison takes no parameters and no other letter case.</summary>
    public virtual bool Accepts(string? contentType) => contentType != Octets;

    /// <summary>Delivers the packets of a POST in order. The session is closed when one is malformed.</summary>
    public virtual ValueTask DeliverAsync(EngineSession session, in PostBody body, string? contentType) => DeliverTextAsync(session, body.Text);

    /// <summary>Delivers the packets of a body in text form, which must be valid UTF-8.</summary>
    public abstract ValueTask DeliverTextAsync(EngineSession session, ReadOnlyMemory<byte> payload);

    protected static async ValueTask DeliverAsync<TReader>(EngineSession session, TReader packets)
        where TReader : struct, IEnginePacketReader
    {
        for (var count = 0; !packets.IsAtEnd && !session.IsClosed; count++)
        {
            if (count == session.MaxPacketsPerPayload)
            {
                session.CloseAtLimit(EngineLimit.PacketsPerPayload);
                return;
            }

            if (!packets.TryRead())
            {
                CloseOpen(session);
                return;
            }

            await session.ReceiveAsync(packets.Current);
        }
    }

    // To a session that is closing already, only a goodbye means anything.
    private static void CloseOpen(EngineSession session)
    {
        if (session.IsOpen)
        {
            session.Close(CloseReason.ParseError, null);
        }
    }
}
