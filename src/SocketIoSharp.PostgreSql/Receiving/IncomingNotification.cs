using SocketIoSharp.PostgreSql.Channels;

namespace SocketIoSharp.PostgreSql.Receiving;

/// <summary>A notification whose message is to be handled.</summary>
/// <param name="Subscription">Its channel.</param>
/// <param name="Payload">What it holds.</param>
/// <param name="AttachmentId">The row that holds the message in place of the payload.</param>
internal readonly record struct IncomingNotification(Subscription Subscription, byte[] Payload, long? AttachmentId);
