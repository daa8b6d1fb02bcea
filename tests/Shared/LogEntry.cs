using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Tests.Shared;

internal sealed record LogEntry(LogLevel Level, string Category, EventId Id, string Message, Exception? Exception);
