using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>Sends events to one socket.</summary>
public abstract class SocketEmitter : EventEmitter
{
    internal SocketEmitter()
    {
    }

    /// <summary>Sends an event and asks for an answer. The event is sent now; await the result, or its <c>As&lt;T&gt;()</c>, for the answer.</summary>
    /// <inheritdoc cref="EventEmitter.EmitAsync(string)" path="/param|/exception"/>
    public AckRequest EmitWithAck(string eventName)
    {
        using var writer = BeginEvent(eventName);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public AckRequest EmitWithAck<T1>(string eventName, T1 arg1)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public AckRequest EmitWithAck<T1, T2>(string eventName, T1 arg1, T2 arg2)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public AckRequest EmitWithAck<T1, T2, T3>(string eventName, T1 arg1, T2 arg2, T3 arg3)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        writer.Write(arg3);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public AckRequest EmitWithAck<T1, T2, T3, T4>(string eventName, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        writer.Write(arg3);
        writer.Write(arg4);
        return Request(writer);
    }

    internal abstract AckRequest Request(PayloadWriter writer);
}
