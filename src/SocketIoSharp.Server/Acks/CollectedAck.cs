using SocketIoSharp.Adapters;

namespace SocketIoSharp.Acks;

/// <summary>Passes the answers of this node's receivers of one broadcast on. The collector watches the time.</summary>
internal sealed class CollectedAck(AnswerCollector answers) : AckSink
{
    public override void OnAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments) => answers.AddAnswer(json, attachments);

    public override void OnDisconnected(Socket socket) => answers.OnReceiverGone();

    public override void OnTimeout()
    {
    }
}
