using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Hosting;

/// <summary>Takes the options from a section of the application's configuration.</summary>
internal sealed class ConfigureSocketIoOptions(IConfiguration configuration) : IConfigureOptions<SocketIoOptions>
{
    public void Configure(SocketIoOptions options)
    {
        var section = new OptionsSection(configuration);
        section.Read(nameof(options.Path), (string value) => options.Path = value);
        section.Read(nameof(options.ServeClient), (bool value) => options.ServeClient = value);
        section.Read(nameof(options.ConnectTimeout), (TimeSpan value) => options.ConnectTimeout = value);
        section.Read(nameof(options.CleanupEmptyChildNamespaces), (bool value) => options.CleanupEmptyChildNamespaces = value);
        section.Read(nameof(options.AckTimeout), (TimeSpan value) => options.AckTimeout = value);
        section.Read(nameof(options.MaxConcurrentEvents), (int value) => options.MaxConcurrentEvents = value);
        section.Read(nameof(options.MaxQueuedEvents), (int value) => options.MaxQueuedEvents = value);
        section.Read(nameof(options.MaxAttachments), (int value) => options.MaxAttachments = value);
        section.Read(nameof(options.MaxAttachmentBytes), (int value) => options.MaxAttachmentBytes = value);
        section.Read(nameof(options.AttachmentTimeout), (TimeSpan value) => options.AttachmentTimeout = value);
        section.Read(nameof(options.MaxNamespaces), (int value) => options.MaxNamespaces = value);
        section.Read(nameof(options.MaxNamespaceNameLength), (int value) => options.MaxNamespaceNameLength = value);
        section.Read(nameof(options.MaxEventsPerSecond), (int value) => options.MaxEventsPerSecond = value);
        section.Read(nameof(options.EventBurst), (int value) => options.EventBurst = value);
        section.Read(nameof(options.EventLimitAction), (EventLimitAction value) => options.EventLimitAction = value);
        section.Read(nameof(options.MaxRoomsPerSocket), (int value) => options.MaxRoomsPerSocket = value);
        section.Read(nameof(options.MaxRoomNameLength), (int value) => options.MaxRoomNameLength = value);
        section.Read(nameof(options.MaxPendingAcks), (int value) => options.MaxPendingAcks = value);
        section.Read(nameof(options.DrainTimeout), (TimeSpan value) => options.DrainTimeout = value);
        section.Read(nameof(options.DrainClientsPerSecond), (int value) => options.DrainClientsPerSecond = value);
        section.Read(nameof(options.ShutdownTimeout), (TimeSpan value) => options.ShutdownTimeout = value);
        section.Read(nameof(options.LogPayloads), (bool value) => options.LogPayloads = value);
        section.ReadGroup(nameof(options.Json), options.Json, _ => { }, (json, value) => json.Read(nameof(value.MaxDepth), (int depth) => value.MaxDepth = depth));
        section.ReadGroup(nameof(options.ConnectionStateRecovery), options.ConnectionStateRecovery, value => options.ConnectionStateRecovery = value, ConfigureRecovery);
        section.ReadGroup(nameof(options.Engine), options.Engine, _ => { }, ConfigureEngine);
    }

    private static void ConfigureRecovery(OptionsSection section, ConnectionStateRecovery recovery)
    {
        section.Read(nameof(recovery.MaxDisconnectionDuration), (TimeSpan value) => recovery.MaxDisconnectionDuration = value);
        section.Read(nameof(recovery.SkipMiddlewares), (bool value) => recovery.SkipMiddlewares = value);
        section.Read(nameof(recovery.MaxStoredBytes), (int value) => recovery.MaxStoredBytes = value);
        section.Read(nameof(recovery.MaxSessions), (int value) => recovery.MaxSessions = value);
    }

    private static void ConfigureEngine(OptionsSection section, EngineIoOptions options)
    {
        section.Read(nameof(options.PingInterval), (TimeSpan value) => options.PingInterval = value);
        section.Read(nameof(options.PingTimeout), (TimeSpan value) => options.PingTimeout = value);
        section.Read(nameof(options.UpgradeTimeout), (TimeSpan value) => options.UpgradeTimeout = value);
        section.Read(nameof(options.MaxHttpBufferSize), (int value) => options.MaxHttpBufferSize = value);
        section.Read(nameof(options.MaxPacketsPerPayload), (int value) => options.MaxPacketsPerPayload = value);
        section.Read(nameof(options.MaxFragments), (int value) => options.MaxFragments = value);
        section.Read(nameof(options.MaxSessions), (int value) => options.MaxSessions = value);
        section.Read(nameof(options.MaxSessionsPerAddress), (int value) => options.MaxSessionsPerAddress = value);
        section.Read(nameof(options.MaxHandshakesPerSecond), (int value) => options.MaxHandshakesPerSecond = value);
        section.Read(nameof(options.HandshakeBurst), (int value) => options.HandshakeBurst = value);
        section.Read(nameof(options.CheckOrigin), (bool value) => options.CheckOrigin = value);
        section.Read(nameof(options.Transports), (IList<string> value) => options.Transports = value);
        section.Read(nameof(options.AllowUpgrades), (bool value) => options.AllowUpgrades = value);
        section.Read(nameof(options.AllowEio3), (bool value) => options.AllowEio3 = value);
        section.Read(nameof(options.AddTrailingSlash), (bool value) => options.AddTrailingSlash = value);
        section.Read(nameof(options.HighWaterMark), (int value) => options.HighWaterMark = value);
        section.Read(nameof(options.MaxBufferedBytes), (int value) => options.MaxBufferedBytes = value);
        section.Read(nameof(options.MaxBufferedPackets), (int value) => options.MaxBufferedPackets = value);
        section.Read(nameof(options.SlowReceiverPolicy), (SlowReceiverPolicy value) => options.SlowReceiverPolicy = value);
        section.Read(nameof(options.LogPayloads), (bool value) => options.LogPayloads = value);
        section.Read(nameof(options.InitialPacket), (string value) => options.InitialPacket = value);
        section.ReadGroup(nameof(options.HttpCompression), options.HttpCompression, value => options.HttpCompression = value, ConfigureHttpCompression);
        section.ReadGroup(nameof(options.PerMessageDeflate), options.PerMessageDeflate, value => options.PerMessageDeflate = value, ConfigurePerMessageDeflate);
        section.ReadGroup(nameof(options.Cookie), options.Cookie, value => options.Cookie = value, ConfigureCookie);
        section.ReadGroup(nameof(options.Cors), options.Cors, value => options.Cors = value, ConfigureCors);
    }

    private static void ConfigureHttpCompression(OptionsSection section, EngineIoHttpCompression compression)
    {
        section.Read(nameof(compression.Threshold), (int value) => compression.Threshold = value);
        section.Read(nameof(compression.Level), (CompressionLevel value) => compression.Level = value);
    }

    private static void ConfigurePerMessageDeflate(OptionsSection section, EngineIoPerMessageDeflate compression)
    {
        section.Read(nameof(compression.Threshold), (int value) => compression.Threshold = value);
        section.Read(nameof(compression.ServerNoContextTakeover), (bool value) => compression.ServerNoContextTakeover = value);
        section.Read(nameof(compression.ClientNoContextTakeover), (bool value) => compression.ClientNoContextTakeover = value);
        section.Read(nameof(compression.Level), (CompressionLevel value) => compression.Level = value);
    }

    private static void ConfigureCookie(OptionsSection section, EngineIoCookie cookie)
    {
        section.Read(nameof(cookie.Name), (string value) => cookie.Name = value);
        section.Read(nameof(cookie.Path), (string value) => cookie.Path = value);
        section.Read(nameof(cookie.Domain), (string value) => cookie.Domain = value);
        section.Read(nameof(cookie.HttpOnly), (bool value) => cookie.HttpOnly = value);
        section.Read(nameof(cookie.Secure), (bool value) => cookie.Secure = value);
        section.Read(nameof(cookie.SameSite), (SameSiteMode value) => cookie.SameSite = value);
        section.Read(nameof(cookie.MaxAge), (TimeSpan value) => cookie.MaxAge = value);
        section.Read(nameof(cookie.Expires), (DateTimeOffset value) => cookie.Expires = value);
        section.Read(nameof(cookie.Partitioned), (bool value) => cookie.Partitioned = value);
        section.Read(nameof(cookie.Priority), (string value) => cookie.Priority = value);
    }

    private static void ConfigureCors(OptionsSection section, EngineIoCors cors)
    {
        section.Read(nameof(cors.Origin), (string value) => cors.Origin = value);
        section.Read(nameof(cors.Origins), (IList<string> value) => cors.Origins = value);
        section.Read(nameof(cors.Credentials), (bool value) => cors.Credentials = value);
        section.Read(nameof(cors.Methods), (IList<string> value) => cors.Methods = value);
        section.Read(nameof(cors.AllowedHeaders), (IList<string> value) => cors.AllowedHeaders = value);
        section.Read(nameof(cors.ExposedHeaders), (IList<string> value) => cors.ExposedHeaders = value);
        section.Read(nameof(cors.MaxAge), (TimeSpan value) => cors.MaxAge = value);
        section.Read(nameof(cors.OptionsSuccessStatus), (int value) => cors.OptionsSuccessStatus = value);
    }
}
