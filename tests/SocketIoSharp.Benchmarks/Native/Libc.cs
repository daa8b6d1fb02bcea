using System.Runtime.InteropServices;

namespace SocketIoSharp.Benchmarks.Native;

/// <summary>The calls of the operating system that the load generator is made of. Linux only.</summary>
internal static unsafe partial class Libc
{
    public const uint ReadableEvent = 1;
    public const uint WritableEvent = 4;
    public const int Add = 1;
    public const int Modify = 3;
    public const int InternetFamily = 2;
    public const int NonBlockingStream = 1 | 0x800 | 0x80000;
    public const int WouldBlock = 11;
    public const int InProgress = 115;
    public const int Interrupted = 4;

    private const int SocketLevel = 1;
    private const int LingerOption = 13;
    private const int TcpLevel = 6;
    private const int NoDelayOption = 1;
    private const int NoSignal = 0x4000;

    public static int LastError => Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, in EpollEvent what);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, EpollEvent* events, int capacity, int timeoutMilliseconds);

    public static int Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            return (int)Send(descriptor, first, (nuint)bytes.Length, NoSignal);
        }
    }

    public static int Receive(int descriptor, Span<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            return (int)Receive(descriptor, first, (nuint)buffer.Length, 0);
        }
    }

    /// <summary>Begins to connect to a port of this machine.</summary>
    public static int ConnectToLoopback(int descriptor, int port)
    {
        Span<byte> address = [InternetFamily, 0, (byte)(port >> 8), (byte)port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        fixed (byte* first = address)
        {
            return Connect(descriptor, first, (uint)address.Length);
        }
    }

    public static void SendAtOnce(int descriptor) => SetOption(descriptor, TcpLevel, NoDelayOption, 1, sizeof(int));

    /// <summary>Makes a close reset the connection.</summary>
    public static void ResetOnClose(int descriptor) => SetOption(descriptor, SocketLevel, LingerOption, 1, sizeof(long));

    /// <summary>Keeps every thread of this process on one core.</summary>
    public static void PinThisProcess(int core)
    {
        var mask = 1UL << core;
        foreach (var thread in Directory.GetDirectories("/proc/self/task"))
        {
            SetAffinity(int.Parse(Path.GetFileName(thread), System.Globalization.CultureInfo.InvariantCulture), sizeof(ulong), &mask);
        }
    }

    /// <summary>The processor time of a process, threads that have ended included.</summary>
    public static TimeSpan ProcessorTime(int processId)
    {
        Span<long> time = stackalloc long[2];
        fixed (long* first = time)
        {
            if (GetProcessClock(processId, out var clock) != 0 || GetTime(clock, first) != 0)
            {
                throw new InvalidOperationException($"The processor time of process {processId} cannot be read.");
            }
        }

        return TimeSpan.FromSeconds(time[0]) + TimeSpan.FromTicks(time[1] / 100);
    }

    private static void SetOption(int descriptor, int level, int option, long value, uint size) => SetOption(descriptor, level, option, &value, size);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int descriptor, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int descriptor, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int descriptor, int level, int option, long* value, uint length);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int threadId, nuint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int GetProcessClock(int processId, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, long* time);

    /// <summary>What epoll reports, and the number of the connection that it reports it of.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    public struct EpollEvent
    {
        public uint Events;
        public ulong Connection;
    }
}
