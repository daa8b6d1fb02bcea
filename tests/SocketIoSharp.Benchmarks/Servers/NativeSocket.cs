using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The calls of Linux on a socket that never block.</summary>
internal static class NativeSocket
{
    private const int Interrupted = 4;
    private const int WouldBlock = 11;
    private const int Aborted = 103;
    private const int NoSignal = 0x4000;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    /// <summary>Whether the call before failed only for now.</summary>
    public static bool CanGoOn => Marshal.GetLastPInvokeError() is WouldBlock or Interrupted;

    /// <summary>Takes a connection that waits, if one does.</summary>
    public static bool TryAccept(int listener, out int descriptor)
    {
        do
        {
            descriptor = Accept(listener, 0, 0, NonBlocking | CloseOnExec);
        }
        while (descriptor < 0 && Marshal.GetLastPInvokeError() is Interrupted or Aborted);

        return descriptor >= 0 || (CanGoOn ? false : throw new Win32Exception());
    }

    /// <summary>Reads what has arrived. 0 means the end, and less than that a failure.</summary>
    public static int Receive(int descriptor, byte[] buffer) => (int)Receive(descriptor, ref buffer[0], buffer.Length, 0);

    /// <summary>Gives a descriptor back. It is gone even if the call fails.</summary>
    public static void Release(int descriptor) => _ = Close(descriptor);

    /// <summary>Sends as much as the system takes.</summary>
    public static int Send(int descriptor, ReadOnlySpan<byte> bytes) => (int)Send(descriptor, in MemoryMarshal.GetReference(bytes), bytes.Length, NoSignal);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static extern int Accept(int listener, nint address, nint addressLength, int flags);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static extern nint Receive(int descriptor, ref byte buffer, nint length, int flags);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    private static extern nint Send(int descriptor, in byte bytes, nint length, int flags);
}
