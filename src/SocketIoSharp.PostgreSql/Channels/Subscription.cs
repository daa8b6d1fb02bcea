namespace SocketIoSharp.PostgreSql.Channels;

/// <summary>A channel that is listened to, and the adapters of its namespaces: one, unless names are so long that they had to be cut. Immutable.</summary>
internal sealed record Subscription(ChannelName Channel, PostgreSqlAdapter[] Adapters);
