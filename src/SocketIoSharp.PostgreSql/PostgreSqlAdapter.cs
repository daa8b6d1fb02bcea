using System.Diagnostics.CodeAnalysis;
using System.Text;
using SocketIoSharp.Cluster;
using SocketIoSharp.PostgreSql.Channels;

namespace SocketIoSharp.PostgreSql;

/// <summary>The adapter of one namespace. What it sends and hears goes through the connections of its server.</summary>
internal sealed class PostgreSqlAdapter : HeartbeatClusterAdapter
{
    private const string Broker = "PostgreSQL";

    private readonly TaskCompletionSource<bool> _isListening = new();
    private readonly PostgreSqlHub _hub;
    private readonly string _ownEnd;

    public PostgreSqlAdapter(Namespace @namespace, PostgreSqlHub hub)
        : base(@namespace, hub.Options)
    {
        _hub = hub;
        MaxMessageDepth = MaxDepthOf(@namespace);
        Channel = hub.ChannelOf(@namespace.Name);

        // As it is written: see JoinTexts for what may come behind.
        var empty = ClusterMessageCodec.WriteJson(new ClusterMessage { Type = ClusterMessageType.Heartbeat, NodeId = NodeId, Namespace = @namespace.Name });
        var text = Encoding.UTF8.GetString(empty);
        _ownEnd = text[text.IndexOf("\"uid\"", StringComparison.Ordinal)..];
    }

    /// <summary>The channel; <see langword="null"/> when PostgreSQL cannot have one for this namespace.</summary>
    public ChannelName? Channel { get; }

    public int MaxMessageDepth { get; }

    /// <summary>Says that this node is there when it hears what the others answer, and not before: they would count it, and wait for it.</summary>
    public override async Task InitAsync()
    {
        if (Channel is null)
        {
            return;
        }

        _hub.Join(this);
        if (await _isListening.Task)
        {
            await base.InitAsync();
        }
    }

    public override async Task CloseAsync()
    {
        _isListening.TrySetResult(false);
        await base.CloseAsync();
        if (Channel is not null)
        {
            _hub.Leave(this);
        }
    }

    /// <summary>The channel is listened to from now on, or again.</summary>
    public void OnListening()
    {
        OnBrokerRegained(Broker);
        if (!_isListening.TrySetResult(true))
        {
            _ = AnnounceAsync();
        }
    }

    public void OnLost(Exception exception) => OnBrokerLost(Broker, exception);

    /// <summary>Whether a message is this node's own, as can be seen without reading it; <see langword="false"/> also where it cannot be seen.</summary>
    public bool HasWritten(string text) => text.AsSpan().TrimEnd(" \t").EndsWith(_ownEnd, StringComparison.Ordinal);

    public void Refuse(string reason) => OnRefused(reason);

    /// <summary>Reads a message, or reports what is wrong with it.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="namespace">The namespace of messages that do not tell theirs.</param>
    /// <param name="message">The message.</param>
    public bool TryRead(ReadOnlyMemory<byte> bytes, string? @namespace, [NotNullWhen(true)] out ClusterMessage? message)
    {
        if (!Codec.TryRead(bytes, out message, out var reason))
        {
            OnRefused(reason);
            return false;
        }

        // The main namespace is what a message without one reads as.
        if (@namespace is not null && message.Namespace == "/")
        {
            message = message with { Namespace = @namespace };
        }

        return true;
    }

    /// <summary>Handles a message, if it is for this namespace and not its own.</summary>
    public void Deliver(ClusterMessage message) => OnMessage(message);

    protected override async Task<string?> PublishAsync(ClusterMessage message)
    {
        await _hub.PublishAsync(message, Channel, Codec);
        return null;
    }

    // All nodes hear it, as with the adapter for Node.js; those that have not asked ignore it.
    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response) => _hub.PublishAsync(response, Channel, Codec);

    // What a message has around an application's payload.
    private static int MaxDepthOf(Namespace @namespace) => (@namespace.Server.Options.Json.MaxDepth is 0 ? 64 : @namespace.Server.Options.Json.MaxDepth) + 8;
}
