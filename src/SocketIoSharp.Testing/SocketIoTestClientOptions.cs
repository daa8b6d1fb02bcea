using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Testing;

/// <summary>How a <see cref="SocketIoTestClient"/> connects. Read once, when it does.</summary>
public sealed class SocketIoTestClientOptions
{
    /// <summary>The namespace of the first socket. Default <c>/</c>.</summary>
    public string Namespace { get; set; } = "/";

    /// <summary>What the client sends to prove who it is: anything that becomes a JSON object. Default nothing.</summary>
    public object? Auth { get; set; }

    /// <summary>The transport. Default <see cref="TestTransport.WebSocket"/>.</summary>
    public TestTransport Transport { get; set; }

    /// <summary>The path of the server. Default <c>/socket.io</c>.</summary>
    public string Path { get; set; } = "/socket.io";

    /// <summary>Parameters that stand in the query of every request.</summary>
    public IDictionary<string, string> Query { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Headers of every request.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cookies that are sent, and that the server sets. Several clients that share a container are one browser.</summary>
    public CookieContainer Cookies { get; set; } = new();

    /// <summary>
    /// Changes each request before the application sees it, for example its <see cref="ConnectionInfo.RemoteIpAddress"/>. Default none. In memory only: requests
    /// over a network are beyond its reach.
    /// </summary>
    public Action<HttpContext>? ConfigureRequest { get; set; }

    /// <summary>The version of HTTP over a network, exactly this one. Default 1.1. With 2.0 a WebSocket is opened by extended CONNECT.</summary>
    public Version HttpVersion { get; set; } = System.Net.HttpVersion.Version11;

    /// <summary>Makes the wire format, when the server uses another one than the default.</summary>
    public PacketParser Parser { get; set; } = new JsonPacketParser();

    /// <summary>How arguments are serialised. Default: that of the web (camel case, names ignore case), by reflection.</summary>
    public JsonSerializerOptions Json { get; set; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the client answers the server's heartbeats. Default <see langword="true"/>; without, the server finds it dead after a while.</summary>
    public bool AnswersHeartbeats { get; set; } = true;

    /// <summary>The limit of everything that the client waits for. Default 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of <see cref="Timeout"/>. Default the system's, also where the server's clock is turned by the test.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
