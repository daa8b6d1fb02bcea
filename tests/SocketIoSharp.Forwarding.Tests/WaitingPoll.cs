using System.Reflection;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>Looks for a poll that waits. Nothing tells from outside: whatever would, would also change its fate.</summary>
internal static class WaitingPoll
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static Task UntilAsync(EngineSession session)
    {
        var queue = typeof(EngineSession).GetProperty("Outbound", Hidden)!.GetValue(session)!;
        var parked = queue.GetType().GetField("_parked", Hidden)!;
        return Patience.UntilAsync(() => parked.GetValue(queue) is not null, "a poll that waits");
    }
}
