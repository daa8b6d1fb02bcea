using Npgsql;
using SocketIoSharp.Cluster;
using SocketIoSharp.PostgreSql.Channels;
using SocketIoSharp.PostgreSql.Sending;

namespace SocketIoSharp.PostgreSql;

/// <summary>
/// Lets a process without a server send to the sockets of a cluster over PostgreSQL, servers on Node.js included:
/// <c>new SocketIoEmitter(new PostgreSqlPublisher(dataSource))</c>. One connection is open from the first message on. Thread-safe.
/// </summary>
/// <remarks>
/// The task of a message fails with the exception of the database when that has not taken it. Nothing is sent twice: what fails while the connection breaks
/// may still have been taken. The table of long and binary messages is made by the servers.
/// </remarks>
public sealed class PostgreSqlPublisher : IClusterPublisher, IAsyncDisposable
{
    // The depth of what is sent is the business of who sends it.
    private const int MaxDepth = 1024;

    private readonly PostgreSqlOptions _options;
    private readonly ClusterMessageCodec _codec;
    private readonly NotificationSender _sender;

    /// <summary>Creates a publisher.</summary>
    /// <param name="dataSource">Where its connection comes from. It stays the caller's, to be disposed of after the publisher. It must not use multiplexing.</param>
    /// <param name="options">
    /// <see cref="PostgreSqlOptions.ChannelPrefix"/> and <see cref="PostgreSqlOptions.TableName"/> as the servers have them, <see cref="PostgreSqlOptions.PayloadThreshold"/> and
    /// <see cref="PostgreSqlOptions.MaxQueuedBytes"/>; the others mean nothing here. <see langword="null"/> means the defaults.
    /// </param>
    /// <exception cref="ArgumentException">The data source uses multiplexing, or one of the options is not valid.</exception>
    public PostgreSqlPublisher(NpgsqlDataSource dataSource, PostgreSqlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        _options = options ?? new PostgreSqlOptions();
        _options.Validate();
        _codec = new ClusterMessageCodec(_options.MaxMessageBytes, MaxDepth);
        _sender = new NotificationSender(new PostgreSqlSource(dataSource).DataSource, new AttachmentTable(_options.TableName), _options.MaxQueuedBytes, TimeProvider.System);
    }

    /// <inheritdoc/>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses the message.</exception>
    /// <exception cref="ArgumentException">PostgreSQL has no channel for the name of the namespace.</exception>
    /// <exception cref="InvalidOperationException">More than <see cref="PostgreSqlOptions.MaxQueuedBytes"/> wait, or the publisher is disposed of.</exception>
    public async Task PublishAsync(ClusterMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var channel = ChannelName.Of(_options.ChannelPrefix, message.Namespace);
        await _sender.SendAsync(OutgoingNotification.Of(message, channel, _codec, _options.PayloadThreshold));
    }

    /// <summary>Sends what waits, for ten seconds at most, and closes the connection.</summary>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
