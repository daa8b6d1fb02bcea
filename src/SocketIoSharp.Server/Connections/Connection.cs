using SocketIoSharp.Connections.Revisions;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Limits;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections;

/// <summary>One client's connection and its sockets, at most one in each namespace. Its own lock: there are as many of these as clients.</summary>
internal sealed partial class Connection
{
    private readonly long _connectDeadline;
    private Socket[] _sockets = [];
    private NamespaceLookups? _lookups;
    private AttachmentWatch _attachments = new();
    private bool _hasJoined;
    private int _hasWarned;

    public Connection(EngineSession session, SocketIoServer server)
    {
        Session = session;
        Server = server;
        Revision = ClientRevision.Of(session);
        Decoder = Revision.CreateDecoder(server.Parser);
        _connectDeadline = server.Now + (long)server.Options.ConnectTimeout.TotalMilliseconds;
        session.RequestDeadline(server.Options.ConnectTimeout);
    }

    public EngineSession Session { get; }

    public SocketIoServer Server { get; }

    public ClientRevision Revision { get; }

    public PacketDecoder Decoder { get; }

    /// <summary>What the log of the layer below calls the session: enough of its id to find it, too little to take it over.</summary>
    public string LogId => Session.Id.Length > 8 ? Session.Id[..8] : Session.Id;

    /// <summary>The namespaces that the application is being asked about. Most clients never cause such a question.</summary>
    public NamespaceLookups Lookups => LazyInitializer.EnsureInitialized(ref _lookups, static () => new NamespaceLookups());

    /// <summary>Whether a namespace was joined at some time.</summary>
    public bool HasJoined
    {
        get => Volatile.Read(ref _hasJoined);
        set => Volatile.Write(ref _hasJoined, value);
    }

    /// <summary>The namespaces that the client is in or has asked for.</summary>
    public int NamespaceCount => Volatile.Read(ref _sockets).Length + (Volatile.Read(ref _lookups)?.CountWithoutSocket(this) ?? 0);

    /// <summary>Whether the application is being asked about a namespace.</summary>
    public bool IsLookingUp(string @namespace) => Volatile.Read(ref _lookups)?.Contains(@namespace) == true;

    /// <summary>Finds the socket of a namespace, connected or about to be.</summary>
    public Socket? Find(string @namespace)
    {
        foreach (var socket in Volatile.Read(ref _sockets))
        {
            if (socket.Namespace.Name == @namespace)
            {
                return socket;
            }
        }

        return null;
    }

    public void Add(Socket socket)
    {
        lock (this)
        {
            _sockets = [.. _sockets, socket];
        }
    }

    public void Remove(Socket socket)
    {
        lock (this)
        {
            _sockets = _sockets.Length == 1 && _sockets[0] == socket ? [] : [.. _sockets.Where(other => other != socket)];
        }
    }

    /// <summary>Disconnects all sockets, telling the client, and closes the connection.</summary>
    public void DisconnectAll()
    {
        foreach (var socket in Volatile.Read(ref _sockets))
        {
            socket.DisconnectByServer();
        }

        Session.Close();
    }

    /// <summary>Closes the connection because of the client's own doing, or the server's end.</summary>
    public void Close(DisconnectReason reason)
    {
        CloseSockets(reason);
        Session.Close();
    }

    /// <summary>Closes the connection at once: its client has given it up.</summary>
    public void Abandon(DisconnectReason reason)
    {
        CloseSockets(reason);
        Session.Abort();
    }

    /// <summary>Tells the sockets of a packet that could not be read.</summary>
    public void ReportError(string message, Exception? cause)
    {
        foreach (var socket in Volatile.Read(ref _sockets))
        {
            if (socket.Connected)
            {
                socket.Dispatcher.PostError(new InvalidDataException(message, cause));
            }
        }
    }

    public void CloseSockets(DisconnectReason reason)
    {
        foreach (var socket in Volatile.Read(ref _sockets))
        {
            socket.Close(reason);
        }

        Volatile.Read(ref _lookups)?.ReleaseReader();
    }

    /// <summary>Whether this is the first time that the connection gives cause for a warning about limits.</summary>
    public bool TryWarn() => Interlocked.Exchange(ref _hasWarned, 1) == 0;

    /// <summary>Whether so many bytes more may come, before they are kept: only a packet's attachments add up.</summary>
    public bool TryAddAttachment(int bytes) => !_attachments.IsWaiting || _attachments.TryAdd(bytes, Server.Options.AttachmentBytes);

    /// <summary>A message was read, and a packet is complete or it is not.</summary>
    public void NoteRead(bool isComplete)
    {
        if (isComplete == !_attachments.IsWaiting)
        {
            return;
        }

        if (isComplete)
        {
            _attachments.End();
        }
        else
        {
            _attachments.Begin(Server.Now + (long)Server.Options.AttachmentTimeout.TotalMilliseconds);
            Session.RequestDeadline(Server.Options.AttachmentTimeout);
        }
    }

    /// <summary>Looks at the deadlines of the connection: joining a namespace, and the answers that its sockets wait for.</summary>
    public void CheckDeadlines()
    {
        var now = Server.Now;
        if (!HasJoined && now >= _connectDeadline)
        {
            this.Report(ServerLimit.ConnectTime);
            Session.Close();
            return;
        }

        var attachments = _attachments.Deadline;
        if (now >= attachments)
        {
            this.Report(ServerLimit.AttachmentTime);
            Close(new DisconnectReason(DisconnectReason.ForcedClose.Name, "attachments too late"));
            return;
        }

        var next = Math.Min(attachments, HasJoined ? Acks.PendingAcks.Never : _connectDeadline);
        foreach (var socket in Volatile.Read(ref _sockets))
        {
            next = Math.Min(next, socket.ExpireAcks(now));
        }

        if (next != Acks.PendingAcks.Never)
        {
            Session.RequestDeadline(TimeSpan.FromMilliseconds(next - now));
        }
    }
}
