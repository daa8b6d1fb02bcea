namespace SocketIoSharp.Events;

/// <summary>Sends a handler's result as the answer.</summary>
internal static class Reply
{
    public static ValueTask With<T>(Ack ack, T result) => new(ack.SendAsync(result));

    public static ValueTask WithAsync<T>(Ack ack, Task<T> result) =>
        result.IsCompletedSuccessfully ? With(ack, result.Result) : AwaitAsync(ack, new ValueTask<T>(result));

    public static ValueTask WithAsync<T>(Ack ack, ValueTask<T> result) =>
        result.IsCompletedSuccessfully ? With(ack, result.Result) : AwaitAsync(ack, result);

    private static async ValueTask AwaitAsync<T>(Ack ack, ValueTask<T> result) => await ack.SendAsync(await result);
}
