using System.Security.Claims;
using System.Threading.RateLimiting;
using SocketIoSharp;

namespace Snippets;

/// <summary>The code of docs/threat-model.md.</summary>
internal static class ThreatModel
{
    public static void Middleware(SocketIoServer io)
    {
        // <threat-middleware>
        io.Use((context, next) =>
        {
            if (context.Socket.User.Identity?.IsAuthenticated == true)
            {
                return next();
            }

            context.Reject("unauthorized");
            return Task.CompletedTask;
        });
        // </threat-middleware>
    }

    public static void Rooms(Socket socket, Func<ClaimsPrincipal, string, Task<bool>> mayJoin)
    {
        // <threat-rooms>
        socket.On("join", async (string room) =>
        {
            if (!await mayJoin(socket.User, room))
            {
                throw new EventException("not yours");
            }

            await socket.JoinAsync(room);
        });
        // </threat-rooms>
    }

    public static void Validation(SocketIoServer io, Socket socket)
    {
        // <threat-validation>
        socket.On("say", async (string text) =>
        {
            if (text.Length is 0 or > 2000)
            {
                throw new EventException("between 1 and 2000 characters");
            }

            await io.To("room").EmitAsync("said", text);
        });
        // </threat-validation>
    }

    public static void Limiter(SocketIoServer io)
    {
        // <threat-limiter>
        var perUser = PartitionedRateLimiter.Create<string, string>(user => RateLimitPartition.GetTokenBucketLimiter(user, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 50,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
        io.OnConnection(socket => socket.Use((incoming, next) =>
        {
            using var lease = perUser.AttemptAcquire(socket.User.Identity?.Name ?? socket.Id);
            if (lease.IsAcquired)
            {
                return next();
            }

            incoming.Reject("slow down");
            return Task.CompletedTask;
        }));
        // </threat-limiter>
    }
}
