using SocketIoSharp.Hosting;
using SocketIoSharp.MessagePack;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up the MessagePack wire format.</summary>
public static class MessagePackSocketIoBuilderExtensions
{
    /// <summary>
    /// Speaks MessagePack instead of JSON with all clients, which must use <c>socket.io-msgpack-parser</c>; one that does not is disconnected.
    /// Takes the place of <see cref="SocketIoSharp.SocketIoOptions.Parser"/>.
    /// </summary>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="maxAttachments">The most binary values that a packet may hold, here in place of
    /// <see cref="SocketIoSharp.SocketIoOptions.MaxAttachments"/>. Default 1024; the reference has no limit.</param>
    public static SocketIoBuilder UseMessagePack(this SocketIoBuilder builder, int maxAttachments = MessagePackPacketParser.DefaultMaxAttachments)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegative(maxAttachments);
        builder.Services.Configure<SocketIoSharp.SocketIoOptions>(options =>
            options.Parser = limits => new MessagePackPacketParser(limits with { MaxAttachments = maxAttachments }));
        return builder;
    }
}
