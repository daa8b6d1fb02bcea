using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Testing.Connections;

/// <summary>Something to be sent, and whoever waits until it is.</summary>
internal sealed record Outgoing(FrameGroup Group)
{
    public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
