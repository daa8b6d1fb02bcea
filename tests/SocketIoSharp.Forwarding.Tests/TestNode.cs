using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding.Nodes;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>A node of a cluster: an engine server on Kestrel that records what its sessions receive and how they end.</summary>
internal sealed class TestNode(TestHost host, EngineServer server, TestNode.Record record) : IAsyncDisposable
{
    public Uri Url => host.Url;

    public TestHost Host => host;

    public EngineServer Server => server;

    public string Code => host.Get<NodeIdentity>().Code;

    public static async Task<TestNode> StartAsync(NodeSetup setup)
    {
        var record = new Record();
        EngineEndpoint? endpoint = null;
        var host = await TestHost.StartAsync(
            builder =>
            {
                builder.Services.AddEngineIo(options => setup.Engine?.Invoke(options));
                if (setup.Directory is { } directory)
                {
                    builder.Services.AddSingleton(directory);
                }

                if (setup.IsForwarding)
                {
                    builder.Services.AddEngineIoForwarding(options => setup.Forwarding?.Invoke(options));
                }

                setup.Services?.Invoke(builder.Services);
            },
            app =>
            {
                setup.Middlewares?.Invoke(app);
                endpoint = app.MapEngineIo("/socket.io", record.Watch);
                setup.Endpoint?.Invoke(endpoint);
            });
        return new TestNode(host, endpoint!.Server, record);
    }

    public Task<EngineSession> OpenedAsync() => record.Opened.Reader.ReadAsync().Soon();

    public Task<string> MessageAsync() => record.Messages.Reader.ReadAsync().Soon();

    public Task<(string Reason, string? Description)> ClosedAsync() => record.Closed.Reader.ReadAsync().Soon();

    public ValueTask DisposeAsync()
    {
        // A polling client that does not poll would be waited for.
        foreach (var session in record.Sessions)
        {
            session.Abort();
        }

        return host.DisposeAsync();
    }

    internal sealed class Record
    {
        public ConcurrentBag<EngineSession> Sessions { get; } = [];

        public Channel<EngineSession> Opened { get; } = Channel.CreateUnbounded<EngineSession>();

        public Channel<string> Messages { get; } = Channel.CreateUnbounded<string>();

        public Channel<(string Reason, string? Description)> Closed { get; } = Channel.CreateUnbounded<(string, string?)>();

        public void Watch(EngineSession session)
        {
            session.MessageReceived += message =>
            {
                Messages.Writer.TryWrite(message.IsBinary ? "b" + Convert.ToBase64String(message.Bytes.Span) : message.ToString());
                return Task.CompletedTask;
            };
            session.Closed += (reason, description) => Closed.Writer.TryWrite((reason, description));
            Sessions.Add(session);
            Opened.Writer.TryWrite(session);
        }
    }
}
