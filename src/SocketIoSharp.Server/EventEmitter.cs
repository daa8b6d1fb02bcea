using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp;

/// <summary>
/// Whatever events can be sent to: one socket, or the receivers of a broadcast, from a server or from outside of it. Arguments are serialised with System.Text.Json before a call
/// returns, byte arrays within them travel as attachments. All members are thread-safe.
/// </summary>
public abstract class EventEmitter
{
    internal EventEmitter()
    {
    }

    internal abstract JsonSerializerOptions Json { get; }

    /// <summary>Sends an event.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <remarks>Byte arrays are not copied: leave them as they are afterwards. The contents of <see cref="Memory{T}"/> and <see cref="ReadOnlyMemory{T}"/> are.</remarks>
    /// <returns>
    /// A task that is complete as soon as the event is queued. To one socket whose queue is above
    /// <see cref="EngineIo.EngineIoOptions.HighWaterMark"/> it completes when the client has caught up; a broadcast waits for no client.
    /// In a cluster it waits for the broker while that is more than 256 KiB behind, and, where recovery works on any node, until this node's sockets have the event.
    /// </returns>
    /// <exception cref="ArgumentException">The name is reserved by the protocol.</exception>
    /// <exception cref="NotSupportedException">An argument cannot be serialised.</exception>
    public Task EmitAsync(string eventName)
    {
        using var writer = BeginEvent(eventName);
        return SendAsync(writer);
    }

    /// <inheritdoc cref="EmitAsync(string)"/>
    public Task EmitAsync<T1>(string eventName, T1 arg1)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        return SendAsync(writer);
    }

    /// <inheritdoc cref="EmitAsync(string)"/>
    public Task EmitAsync<T1, T2>(string eventName, T1 arg1, T2 arg2)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        return SendAsync(writer);
    }

    /// <inheritdoc cref="EmitAsync(string)"/>
    public Task EmitAsync<T1, T2, T3>(string eventName, T1 arg1, T2 arg2, T3 arg3)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        writer.Write(arg3);
        return SendAsync(writer);
    }

    /// <inheritdoc cref="EmitAsync(string)"/>
    public Task EmitAsync<T1, T2, T3, T4>(string eventName, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        writer.Write(arg3);
        writer.Write(arg4);
        return SendAsync(writer);
    }

    /// <summary>Sends an event with any number of arguments, each written as what it is.</summary>
    /// <inheritdoc cref="EmitAsync(string)"/>
    public Task EmitManyAsync(string eventName, params IEnumerable<object?> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        using var writer = BeginEvent(eventName);
        foreach (var arg in args)
        {
            writer.Write(arg);
        }

        return SendAsync(writer);
    }

    /// <summary>Sends an event with the arguments of another one, binary included.</summary>
    /// <inheritdoc cref="EmitAsync(string)"/>
    public Task EmitAsync(string eventName, EventArguments? args)
    {
        using var writer = BeginEvent(eventName);

        // A literal null lands here as well, and means what it says.
        EventArguments.WriteTo(writer, args);
        return SendAsync(writer);
    }

    internal PayloadWriter BeginEvent(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        if (ReservedEvents.Contains(eventName))
        {
            throw new ArgumentException($"\"{eventName}\" is a reserved event name", nameof(eventName));
        }

        var writer = PayloadWriter.Rent(Json);
        writer.Write(eventName);
        return writer;
    }

    internal abstract Task SendAsync(PayloadWriter writer);
}
