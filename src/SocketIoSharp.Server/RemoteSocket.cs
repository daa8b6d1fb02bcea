using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SocketIoSharp.Acks;
using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>
/// A socket of this or another node, as <see cref="BroadcastEmitter.FetchSocketsAsync"/> found it. What it tells is a snapshot; what it does goes
/// through the adapter to wherever the socket is. Thread-safe.
/// </summary>
public sealed class RemoteSocket : SocketEmitter
{
    private readonly Namespace _namespace;
    private readonly BroadcastTarget _target;
    private readonly Lazy<JsonElement> _data;

    /// <summary>Takes the description of another node's socket, in the form in which cluster adapters send it.</summary>
    /// <param name="adapter">The adapter that reaches the socket.</param>
    /// <param name="description">An object with <c>id</c>, <c>handshake</c>, <c>rooms</c> and <c>data</c>, as <see cref="WriteTo"/> writes it.</param>
    /// <exception cref="JsonException">The description is not of that form.</exception>
    public RemoteSocket(Adapter adapter, JsonElement description)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        if (description.ValueKind is not JsonValueKind.Object || !description.TryGetProperty("id", out var id) || id.ValueKind is not JsonValueKind.String)
        {
            throw new JsonException("A socket is described by an object with an id.");
        }

        _namespace = adapter.Namespace;
        Id = id.GetString()!;
        _target = BroadcastTarget.Everyone with { Rooms = [Id] };
        Handshake = new Handshake(description.TryGetProperty("handshake", out var handshake) ? handshake : default, _namespace.Server.Options.Json);
        Rooms = description.TryGetProperty("rooms", out var rooms) && rooms.ValueKind is JsonValueKind.Array
            ? [.. rooms.EnumerateArray().Where(room => room.ValueKind is JsonValueKind.String).Select(room => room.GetString()!)]
            : [];
        var data = description.TryGetProperty("data", out var value) ? value.Clone() : JsonSerializer.SerializeToElement(new Dictionary<string, string>(), SocketIoJsonContext.Default.DictionaryStringString);
        _data = new Lazy<JsonElement>(data);
    }

    internal RemoteSocket(Socket socket)
    {
        _namespace = socket.Namespace;
        Id = socket.Id;
        _target = BroadcastTarget.Everyone with { Rooms = [Id] };
        Handshake = socket.Handshake;
        Rooms = socket.Rooms;
        _data = new Lazy<JsonElement>(() => Serialize(socket.Data, socket.Server.Options.Json));
    }

    private RemoteSocket(RemoteSocket other, BroadcastTarget target)
    {
        _namespace = other._namespace;
        Id = other.Id;
        _target = target;
        Handshake = other.Handshake;
        Rooms = other.Rooms;
        _data = other._data;
    }

    /// <summary>The id of the socket.</summary>
    public string Id { get; }

    /// <summary>How the socket came to be.</summary>
    public Handshake Handshake { get; }

    /// <summary>The rooms that the socket was in.</summary>
    public IReadOnlyCollection<string> Rooms { get; }

    /// <summary>
    /// The application's data about the client, <see cref="Socket.Data"/>, as it travels between nodes: JSON, wherever the socket is. Of a socket of
    /// this node it is made when it is first asked for.
    /// </summary>
    /// <exception cref="NotSupportedException">A value cannot be serialised.</exception>
    public JsonElement Data => _data.Value;

    internal override JsonSerializerOptions Json => _namespace.Server.Options.Json;

    /// <summary>Reads one value of <see cref="Data"/>.</summary>
    /// <returns>The default of <typeparamref name="T"/> when there is no such value.</returns>
    /// <exception cref="JsonException">The value is not of that shape.</exception>
    public T? GetData<T>(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Data.ValueKind is JsonValueKind.Object && Data.TryGetProperty(key, out var value)
            ? value.Deserialize((JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T)))
            : default;
    }

    /// <summary>Sets the time that the client has for an answer, instead of <see cref="SocketIoOptions.AckTimeout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, but not infinite, or 25 days and more.</exception>
    public RemoteSocket Timeout(TimeSpan timeout)
    {
        AckTimeouts.Check(timeout);
        return new RemoteSocket(this, _target with { AckTimeout = timeout });
    }

    /// <summary>Makes the socket join rooms.</summary>
    public Task JoinAsync(params string[] rooms) => ToIt().SocketsJoinAsync(rooms);

    /// <summary>Makes the socket leave a room.</summary>
    public Task LeaveAsync(string room) => ToIt().SocketsLeaveAsync(room);

    /// <summary>Disconnects the socket, with <paramref name="close"/> from all namespaces and then its connection: see <see cref="Socket.DisconnectAsync"/>.</summary>
    public Task DisconnectAsync(bool close = false) => ToIt().DisconnectSocketsAsync(close);

    /// <summary>Writes the description that the constructor takes, in the form of the JavaScript adapters.</summary>
    /// <exception cref="NotSupportedException">A value of <see cref="Data"/> cannot be serialised.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("id"u8, Id);
        writer.WritePropertyName("handshake"u8);
        Handshake.WriteTo(writer);
        writer.WriteStartArray("rooms"u8);
        foreach (var room in Rooms)
        {
            writer.WriteStringValue(room);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("data"u8);
        Data.WriteTo(writer);
        writer.WriteEndObject();
    }

    internal override Task SendAsync(PayloadWriter writer) => ((IBroadcastScope)_namespace).BroadcastAsync(_target, writer);

    internal override AckRequest Request(PayloadWriter writer)
    {
        var ack = new SingleAck(_namespace.Server);
        _ = CompleteAsync(ack, _namespace.Ask(_target, writer));
        return new AckRequest(ack);
    }

    /// <summary>The data of a socket as it travels.</summary>
    /// <exception cref="NotSupportedException">A value cannot be serialised.</exception>
    internal static JsonElement Serialize(IDictionary<string, object?> data, JsonSerializerOptions options)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = options.Encoder }))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in data)
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value?.GetType() ?? typeof(object)));
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = int.MaxValue });
        return JsonElement.ParseValue(ref reader);
    }

    private Broadcast ToIt() => new(_namespace, _target);

    // No receiver means that the socket is gone.
    private async Task CompleteAsync(SingleAck ack, BroadcastAcks acks)
    {
        var isComplete = await acks.IsComplete;
        var answers = acks.Result.Answers;
        if (answers.Count > 0)
        {
            ack.OnAnswer(answers[0].Json, answers[0].Attachments);
        }
        else if (isComplete)
        {
            ack.OnGone(Id);
        }
        else
        {
            ack.OnTimeout();
        }
    }
}
