using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace SocketIoSharp.EngineIo.Transports.Direct;

/// <summary>What the pipes of many connections have in common: where their memory comes from, and how much may wait in them.</summary>
internal sealed class DirectPipes : IDisposable
{
    private readonly PipeOptions _input;
    private readonly PipeOptions _output;

    public DirectPipes(SocketTransportOptions options, IMemoryPoolFactory<byte> pools)
    {
        Memory = pools.Create();
        WaitsForData = options.WaitForDataBeforeAllocatingBuffer;

        // A request is handled on a thread of its own, so that the end of its connection is noticed meanwhile.
        _input = Limited(options.MaxReadBufferSize, reader: options.UnsafePreferInlineScheduling ? PipeScheduler.Inline : PipeScheduler.ThreadPool);

        // What reads the output is ours and never blocks: a response is sent by the thread that wrote it.
        _output = Limited(options.MaxWriteBufferSize, reader: PipeScheduler.Inline);
    }

    public MemoryPool<byte> Memory { get; }

    /// <summary>Whether a connection holds no memory while it waits for its client.</summary>
    public bool WaitsForData { get; }

    public Pipe CreateInput() => new(_input);

    public Pipe CreateOutput() => new(_output);

    public void Dispose() => Memory.Dispose();

    private PipeOptions Limited(long? most, PipeScheduler reader) => new(
        Memory, reader, PipeScheduler.ThreadPool, most ?? 0, (most ?? 0) / 2, useSynchronizationContext: false);
}
