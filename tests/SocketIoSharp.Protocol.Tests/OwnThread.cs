using System.Runtime.ExceptionServices;

namespace SocketIoSharp.Protocol.Tests;

/// <summary>Runs a part of a test on a thread of its own, so that what it leaves there meets no other test.</summary>
internal static class OwnThread
{
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
