using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Hosting;

internal sealed partial class SocketIoShutdown
{
    private static partial class Log
    {
        [LoggerMessage(180, LogLevel.Information, "Socket.IO serves at {Paths}.", EventName = "ServerStarted")]
        public static partial void Started(ILogger logger, string paths);

        [LoggerMessage(185, LogLevel.Warning, "The host stops after {HostTimeout} (HostOptions.ShutdownTimeout), which is less than SocketIoOptions.DrainTimeout, {DrainTimeout}, and SocketIoOptions.ShutdownTimeout, {ShutdownTimeout}, together. Clients that have not left by then are cut off. Raise the first or lower the others.", EventName = "HostTimeoutTooShort")]
        public static partial void TooLittleTime(ILogger logger, TimeSpan drainTimeout, TimeSpan shutdownTimeout, TimeSpan hostTimeout);
    }
}
