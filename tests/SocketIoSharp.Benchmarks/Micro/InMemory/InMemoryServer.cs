using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SocketIoSharp.Benchmarks.Micro.InMemory;

/// <summary>A server with default options whose clients are in memory.</summary>
internal sealed class InMemoryServer : IDisposable
{
    private static readonly byte[] Connection = ClientFrame.Text("40");

    private readonly List<InMemoryClient> _clients = [];
    private Socket? _connected;

    /// <param name="options">The options, which are complete afterwards.</param>
    /// <param name="types">Where JSON knows types from; generated code unless told otherwise.</param>
    public InMemoryServer(SocketIoOptions? options = null, IJsonTypeInfoResolver? types = null)
    {
        options ??= new SocketIoOptions();
        options.Json.TypeInfoResolverChain.Add(types ?? MicroJsonContext.Default);
        Io = new SocketIoServer(Options.Create(options), NullLoggerFactory.Instance, new SilentTime());
        Io.OnConnection(socket => { _connected = socket; });
    }

    public SocketIoServer Io { get; }

    /// <summary>Connects a client to the main namespace.</summary>
    public (Socket Socket, InMemoryClient Client) Connect()
    {
        _connected = null;
        var client = InMemoryClient.Open(Io.Engine);
        client.Send(Connection);
        _clients.Add(client);
        return (_connected ?? throw new InvalidOperationException("The client is not connected."), client);
    }

    public void Dispose()
    {
        Io.Dispose();
        _clients.ForEach(client => client.Break());
    }
}
