namespace SocketIoSharp.Protocol.Payloads;

/// <summary>
/// Where the byte-array converters find the attachments of the packet that this thread is reading or writing. System.Text.Json
/// gives a converter no context of its own, and reading and writing are synchronous, so the thread carries it.
/// </summary>
internal static class AttachmentScope
{
    [ThreadStatic]
    private static ReadOnlyMemory<byte>[]? t_reading;

    [ThreadStatic]
    private static List<ReadOnlyMemory<byte>>? t_writing;

    public static ReadOnlyMemory<byte>[]? Reading
    {
        get => t_reading;
        set => t_reading = value;
    }

    public static List<ReadOnlyMemory<byte>>? Writing
    {
        get => t_writing;
        set => t_writing = value;
    }
}
