using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>Tells which sockets are ready, level-triggered.</summary>
internal sealed class Epoll : IDisposable
{
    private const int Capacity = 512;
    private const int AddOperation = 1;
    private const int ModifyOperation = 3;
    private const uint Readable = 0x001;
    private const uint Writable = 0x004;
    private const int Interrupted = 4;

    // struct epoll_event: 32 bits of events and 64 of data, packed on x64 and aligned elsewhere.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataOffset + sizeof(long);

    private readonly byte[] _events = new byte[Capacity * EventSize];
    private readonly int _epoll = Checked(Create(0));

    /// <summary>The descriptor of a socket that is ready, after <see cref="Wait()"/>.</summary>
    public int this[int index] => MemoryMarshal.Read<int>(_events.AsSpan((index * EventSize) + DataOffset));

    /// <summary>Blocks until sockets are ready, and returns their number.</summary>
    public int Wait()
    {
        while (true)
        {
            var count = Wait(_epoll, ref _events[0], Capacity, -1);
            if (count >= 0)
            {
                return count;
            }

            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new Win32Exception();
            }
        }
    }

    public void Add(int descriptor) => Watch(AddOperation, descriptor, Readable);

    public void WaitToWrite(int descriptor) => Watch(ModifyOperation, descriptor, Writable);

    public void WaitToRead(int descriptor) => Watch(ModifyOperation, descriptor, Readable);

    public void Dispose() => NativeSocket.Release(_epoll);

    private void Watch(int operation, int descriptor, uint events)
    {
        Span<byte> watched = stackalloc byte[EventSize];
        MemoryMarshal.Write(watched, events);
        MemoryMarshal.Write(watched[DataOffset..], (long)descriptor);
        Checked(Control(_epoll, operation, descriptor, ref watched[0]));
    }

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception();

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static extern int Create(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static extern int Control(int epoll, int operation, int descriptor, ref byte watched);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static extern int Wait(int epoll, ref byte events, int capacity, int milliseconds);
}
