using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Benchmarks.Micro.InMemory;

/// <summary>A client whose session is a real one: handshake, frames and queue are those of a WebSocket on a web server, but there is no web server.</summary>
internal sealed class InMemoryClient
{
    private readonly FeedStream _stream = new();
    private readonly Task _session;

    private InMemoryClient(EngineServer engine)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpUpgradeFeature>(new FeedUpgrade(_stream));
        http.Request.Method = HttpMethods.Get;
        http.Request.Protocol = HttpProtocol.Http11;
        http.Request.Path = "/socket.io/";
        http.Request.QueryString = new QueryString("?EIO=4&transport=websocket");
        http.Request.Headers.Connection = "Upgrade";
        http.Request.Headers.Upgrade = "websocket";
        http.Request.Headers.SecWebSocketVersion = "13";
        http.Request.Headers.SecWebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==";
        _session = engine.HandleAsync(http);
    }

    /// <summary>The number of writes to the connection.</summary>
    public long Writes => _stream.Writes;

    /// <summary>Opens a session.</summary>
    public static InMemoryClient Open(EngineServer engine)
    {
        var client = new InMemoryClient(engine);
        return client._session.IsCompleted ? throw new InvalidOperationException("The server has refused the session.", client._session.Exception) : client;
    }

    /// <summary>Sends frames. Returns when the server has handled them, and its answers, unless a handler waits, are written.</summary>
    public void Send(ReadOnlyMemory<byte> frames) => _stream.Feed(frames);

    /// <summary>Sends frames and returns all that the server writes meanwhile. Its frames are small enough to be read as text.</summary>
    public string Ask(ReadOnlyMemory<byte> frames) => Watch(() => Send(frames));

    /// <summary>Does something and returns all that the server writes to this client meanwhile.</summary>
    public string Watch(Action action)
    {
        var record = new ArrayBufferWriter<byte>();
        _stream.Record = record;
        action();
        _stream.Record = null;
        return Encoding.Latin1.GetString(record.WrittenSpan);
    }

    /// <summary>Ends the connection without a goodbye.</summary>
    public void Break() => _stream.End();
}
