using NUnit.Framework;
using SocketIoSharp;
using SocketIoSharp.Cluster;
using SocketIoSharp.Hosting;
using SocketIoSharp.Specification;

namespace Snippets;

/// <summary>Stands for the client of a message broker.</summary>
public interface IBroker
{
    Task SendAsync(string topic, ReadOnlyMemory<byte> message);

    IDisposable Subscribe(string topic, Action<ReadOnlyMemory<byte>> receive);
}

// <adapter>
public sealed class BrokerAdapter : HeartbeatClusterAdapter
{
    private readonly IBroker _broker;
    private readonly string _topic;
    private readonly IDisposable _subscription;

    public BrokerAdapter(Namespace @namespace, IBroker broker, string prefix)
        : base(@namespace, new HeartbeatClusterOptions())
    {
        _broker = broker;
        _topic = prefix + @namespace.Name;
        _subscription = broker.Subscribe(_topic, Receive);
    }

    public override async Task CloseAsync()
    {
        await base.CloseAsync();
        _subscription.Dispose();
    }

    protected override async Task<string?> PublishAsync(ClusterMessage message)
    {
        await _broker.SendAsync(_topic, Codec.WriteMessagePack(message));
        return null;
    }

    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response) => PublishAsync(response);

    private void Receive(ReadOnlyMemory<byte> bytes)
    {
        if (Codec.TryRead(bytes, out var message, out var reason))
        {
            OnMessage(message);
        }
        else
        {
            OnRefused(reason);
        }
    }
}
// </adapter>

// <adapter-publisher>
public sealed class BrokerPublisher(IBroker broker, string prefix) : IClusterPublisher
{
    private readonly ClusterMessageCodec _codec = new(maxBytes: 16 * 1024 * 1024, maxDepth: 72);

    public Task PublishAsync(ClusterMessage message) => broker.SendAsync(prefix + message.Namespace, _codec.WriteMessagePack(message));
}
// </adapter-publisher>

// <adapter-specification>
public sealed class BrokerSpecification(IBroker broker) : ClusterSpecification
{
    protected override Func<string, IClusterPublisher> PublisherFactory => cluster => new BrokerPublisher(broker, cluster);

    protected override void ConfigureNode(SocketIoBuilder node, string cluster) =>
        node.Services.Configure<SocketIoOptions>(options => options.AdapterFactory = @namespace => new BrokerAdapter(@namespace, broker, cluster));
}
// </adapter-specification>

/// <summary>The code of docs/adapters.md.</summary>
internal sealed class Adapters
{
    private static readonly IBroker Broker = null!;

    public static void Use(WebApplicationBuilder builder, IBroker broker)
    {
        // <adapter-use>
        builder.Services.AddSocketIo(options => options.AdapterFactory = @namespace => new BrokerAdapter(@namespace, broker, "chat"));
        // </adapter-use>
    }

    public static async Task Emit(IBroker broker)
    {
        // <adapter-emit>
        var emitter = new SocketIoEmitter(new BrokerPublisher(broker, "chat"));
        await emitter.To("news").EmitAsync("headline", "Sockets reach all nodes");
        // </adapter-emit>
    }

    public static async Task Check(IBroker broker)
    {
        // <adapter-check>
        foreach (var mustBe in new BrokerSpecification(broker).Cases)
        {
            await mustBe.RunAsync();    // throws a SpecificationException that says what was expected, and what was found
        }
        // </adapter-check>
    }

    // <adapter-nunit>
    public static IEnumerable<SpecificationCase> Cases => new BrokerSpecification(Broker).Cases;

    [TestCaseSource(nameof(Cases))]
    public Task Adapter(SpecificationCase mustBe) => mustBe.RunAsync();
    // </adapter-nunit>
}
