using SocketIoSharp.Benchmarks.Dialects;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>A Socket.IO client on long-polling: one connection polls, another one posts, as in a browser.</summary>
internal sealed class PollingClient
{
    private readonly LoadLoop _loop;
    private readonly int _port;
    private readonly Action<PollingClient> _ready;
    private readonly Action<PollingClient> _received;
    private readonly HttpConnection _polls;
    private readonly HttpConnection _posts;
    private bool _isPosting;
    private bool _hasAnswer;
    private byte[] _poll = [];
    private string _target = string.Empty;

    public PollingClient(LoadLoop loop, int port, Action<PollingClient> ready, Action<PollingClient> received)
    {
        (_loop, _port, _ready, _received) = (loop, port, ready, received);
        _polls = new HttpConnection(static connection => connection.Get(SocketIoDialect.EnginePath + "&transport=polling"), (_, body) => OnPolled(body));
        _posts = new HttpConnection(_ => Post("40"), (_, _) => OnPosted());
        loop.Open(_polls, port);
    }

    /// <summary>The session id.</summary>
    public string Id { get; private set; } = string.Empty;

    /// <summary>When the message that is on its way was sent.</summary>
    public long SentAt { get; private set; }

    /// <summary>Called, instead of polling again, once a poll has ended; <see langword="null"/> while the client polls on.</summary>
    public Action? Paused { get; set; }

    public void Post(string body) => _posts.Send(HttpConnection.Post(_target, body));

    /// <summary>Posts a message that was prepared with <see cref="Prepare"/>.</summary>
    public void PostTimed(byte[] post)
    {
        SentAt = _loop.Now;
        (_isPosting, _hasAnswer) = (true, false);
        _posts.Send(post);
    }

    public byte[] Prepare(string body) => HttpConnection.Post(_target, body);

    public void Close()
    {
        _polls.Close();
        _posts.Close();
    }

    private void OnPolled(string body)
    {
        if (Id.Length == 0)
        {
            Open(body);
            return;
        }

        if (Paused is { } paused)
        {
            paused();
            return;
        }

        Poll();
        foreach (var packet in body.Split('\u001e'))
        {
            Handle(packet);
        }
    }

    private void OnPosted()
    {
        _isPosting = false;
        TellReceived();
    }

    // The next message is sent when both requests are over.
    private void TellReceived()
    {
        if (_hasAnswer && !_isPosting)
        {
            _hasAnswer = false;
            _received(this);
        }
    }

    private void Poll() => _polls.Send(_poll);

    private void Open(string body)
    {
        Id = body.Split("\"sid\":\"")[1].Split('"')[0];
        _target = SocketIoDialect.EnginePath + "&transport=polling&sid=" + Id;
        _poll = HttpConnection.GetRequest(_target);
        _loop.Open(_posts, _port);
        Poll();
    }

    private void Handle(string packet)
    {
        switch (packet)
        {
            case "2":
                Post("3");
                break;
            case ['4', '0', ..]:
                _ready(this);
                break;
            case ['4', '2' or '3', ..]:
                _hasAnswer = true;
                TellReceived();
                break;
        }
    }
}
