using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>Answers on their way between nodes: one argument of them travels.</summary>
internal static class ClusterAnswers
{
    public static void Report(AnswerCollector answers, ClusterAnswer answer)
    {
        var json = new byte[answer.Json.Length + 2];
        json[0] = (byte)'[';
        answer.Json.CopyTo(json.AsMemory(1));
        json[^1] = (byte)']';
        answers.AddAnswer(json, answer.Attachments);
    }

    /// <summary>Takes the first argument of an answer.</summary>
    public static ClusterAnswer First(ReadOnlySpan<byte> arguments, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        var first = JsonValue.First(arguments.ToArray(), maxDepth);
        return new ClusterAnswer(first, attachments[..JsonValue.CountAttachments(first.Span, attachments.Length, maxDepth)]);
    }
}
