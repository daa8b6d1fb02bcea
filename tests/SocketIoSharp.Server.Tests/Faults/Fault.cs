namespace SocketIoSharp.Server.Tests.Faults;

/// <summary>How code of the application goes wrong.</summary>
internal enum Fault
{
    Throws,
    ThrowsLater,
    IsCancelled,
    Hangs,
}
