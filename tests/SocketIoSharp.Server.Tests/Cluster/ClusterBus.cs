using System.Threading.Channels;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>Stands for a broker that passes bytes on and knows nobody: each member gets what all others send, in order. Can be out of reach, and can be spoken to by strangers.</summary>
internal sealed class ClusterBus
{
    private readonly Lock _gate = new();
    private readonly List<Member> _members = [];

    /// <summary>Whether the broker can be reached.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>Whether messages of this kind do not arrive.</summary>
    public Func<ReadOnlyMemory<byte>, bool> Swallows { get; set; } = _ => false;

    /// <summary>Completes when the broker says that it has got what it was sent.</summary>
    public Task Confirmed { get; set; } = Task.CompletedTask;

    public IDisposable Join(Action<ReadOnlyMemory<byte>> receive)
    {
        var member = new Member(this, receive);
        lock (_gate)
        {
            _members.Add(member);
        }

        return member;
    }

    public void Send(ReadOnlyMemory<byte> message)
    {
        if (!IsThere)
        {
            throw new IOException("The broker is not there.");
        }

        if (Swallows(message))
        {
            return;
        }

        lock (_gate)
        {
            _members.ForEach(member => member.Queue(message));
        }
    }

    private sealed class Member : IDisposable
    {
        private readonly Channel<ReadOnlyMemory<byte>> _messages = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        private readonly ClusterBus _bus;

        public Member(ClusterBus bus, Action<ReadOnlyMemory<byte>> receive)
        {
            _bus = bus;
            _ = Task.Run(async () =>
            {
                await foreach (var message in _messages.Reader.ReadAllAsync())
                {
                    receive(message);
                }
            });
        }

        public void Queue(ReadOnlyMemory<byte> message) => _messages.Writer.TryWrite(message);

        public void Dispose()
        {
            lock (_bus._gate)
            {
                _bus._members.Remove(this);
            }

            _messages.Writer.TryComplete();
        }
    }
}
