namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>What came over a connection: a response, a frame, or the end.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Code">The status of a response, or the opcode of a frame.</param>
/// <param name="Body">What is in it.</param>
internal readonly record struct WireEvent(WireEventKind Kind, int Code, byte[] Body)
{
    public static WireEvent End { get; } = new(WireEventKind.End, 0, []);
}

internal enum WireEventKind
{
    Response,
    Frame,
    End,
}
