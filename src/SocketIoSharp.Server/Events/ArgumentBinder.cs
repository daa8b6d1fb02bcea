using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Events;

/// <summary>Gives a handler's parameters their values: from the packet, or from the server for the types that it supplies.</summary>
internal static class ArgumentBinder
{
    public static T Bind<T>(ref ArgumentReader args, in EventContext context, Delegate handler, int parameter)
    {
        if (TrySupply<T>(context, out var supplied))
        {
            return supplied;
        }

        if (!args.MoveNext())
        {
            return NullableParameters.Allows<T>(handler, parameter)
                ? default!
                : throw new BindingException($"argument {args.Position} is missing");
        }

        // JsonElement has a null of its own.
        if (args.IsNull && typeof(T) != typeof(JsonElement) && !NullableParameters.Allows<T>(handler, parameter))
        {
            throw new BindingException($"argument {args.Position - 1} must not be null");
        }

        try
        {
            return args.Read<T>()!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new BindingException($"argument {args.Position - 1} is not a valid {Describe(typeof(T))}", exception);
        }
    }

    private static bool TrySupply<T>(in EventContext context, out T value)
    {
        object? supplied = null;
        if (typeof(T) == typeof(Ack))
        {
            supplied = HandOut(context.Ack);
        }
        else if (typeof(T) == typeof(CancellationToken))
        {
            supplied = context.Socket.Aborted;
        }
        else if (typeof(T) == typeof(Socket))
        {
            supplied = context.Socket;
        }
        else if (typeof(T) == typeof(EventArguments))
        {
            supplied = EventArguments.OfEvent(context.Json, context.Attachments, context.Options);
        }

        value = supplied is null ? default! : (T)supplied;
        return supplied is not null;
    }

    private static Ack HandOut(Ack? ack)
    {
        if (ack is null)
        {
            return Ack.None;
        }

        ack.HandOut();
        return ack;
    }

    // The client is told the wire's word for a type, not the application's.
    private static string Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(byte[]) || plain == typeof(ReadOnlyMemory<byte>) || plain == typeof(Memory<byte>) ? "binary"
            : plain == typeof(string) ? "string"
            : plain == typeof(bool) ? "boolean"
            : plain.IsPrimitive || plain == typeof(decimal) ? "number"
            : "value";
    }
}
