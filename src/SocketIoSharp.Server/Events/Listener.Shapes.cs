using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Events;

// One class for each number of parameters. They differ in nothing else; a handler's return type is the business of the call.

internal sealed class PlainListener(Delegate handler, Func<Delegate, Ack, ValueTask> call) : Listener(handler)
{
    public override ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context)
    {
        return call(Handler, context.Ack ?? Ack.None);
    }

    public override Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context)
    {
        var ack = context.Ack ?? Ack.None;
        return () => call(Handler, ack);
    }
}

internal sealed class Listener<T1>(Delegate handler, Func<Delegate, T1, Ack, ValueTask> call) : Listener(handler)
{
    public override ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        return call(Handler, a1, context.Ack ?? Ack.None);
    }

    public override Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var ack = context.Ack ?? Ack.None;
        return () => call(Handler, a1, ack);
    }
}

internal sealed class Listener<T1, T2>(Delegate handler, Func<Delegate, T1, T2, Ack, ValueTask> call) : Listener(handler)
{
    public override ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        return call(Handler, a1, a2, context.Ack ?? Ack.None);
    }

    public override Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        var ack = context.Ack ?? Ack.None;
        return () => call(Handler, a1, a2, ack);
    }
}

internal sealed class Listener<T1, T2, T3>(Delegate handler, Func<Delegate, T1, T2, T3, Ack, ValueTask> call) : Listener(handler)
{
    public override ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        var a3 = ArgumentBinder.Bind<T3>(ref args, context, Handler, 2);
        return call(Handler, a1, a2, a3, context.Ack ?? Ack.None);
    }

    public override Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        var a3 = ArgumentBinder.Bind<T3>(ref args, context, Handler, 2);
        var ack = context.Ack ?? Ack.None;
        return () => call(Handler, a1, a2, a3, ack);
    }
}

internal sealed class Listener<T1, T2, T3, T4>(Delegate handler, Func<Delegate, T1, T2, T3, T4, Ack, ValueTask> call) : Listener(handler)
{
    public override ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        var a3 = ArgumentBinder.Bind<T3>(ref args, context, Handler, 2);
        var a4 = ArgumentBinder.Bind<T4>(ref args, context, Handler, 3);
        return call(Handler, a1, a2, a3, a4, context.Ack ?? Ack.None);
    }

    public override Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        var a3 = ArgumentBinder.Bind<T3>(ref args, context, Handler, 2);
        var a4 = ArgumentBinder.Bind<T4>(ref args, context, Handler, 3);
        var ack = context.Ack ?? Ack.None;
        return () => call(Handler, a1, a2, a3, a4, ack);
    }
}

internal sealed class Listener<T1, T2, T3, T4, T5>(Delegate handler, Func<Delegate, T1, T2, T3, T4, T5, Ack, ValueTask> call) : Listener(handler)
{
    public override ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        var a3 = ArgumentBinder.Bind<T3>(ref args, context, Handler, 2);
        var a4 = ArgumentBinder.Bind<T4>(ref args, context, Handler, 3);
        var a5 = ArgumentBinder.Bind<T5>(ref args, context, Handler, 4);
        return call(Handler, a1, a2, a3, a4, a5, context.Ack ?? Ack.None);
    }

    public override Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context)
    {
        var a1 = ArgumentBinder.Bind<T1>(ref args, context, Handler, 0);
        var a2 = ArgumentBinder.Bind<T2>(ref args, context, Handler, 1);
        var a3 = ArgumentBinder.Bind<T3>(ref args, context, Handler, 2);
        var a4 = ArgumentBinder.Bind<T4>(ref args, context, Handler, 3);
        var a5 = ArgumentBinder.Bind<T5>(ref args, context, Handler, 4);
        var ack = context.Ack ?? Ack.None;
        return () => call(Handler, a1, a2, a3, a4, a5, ack);
    }
}
