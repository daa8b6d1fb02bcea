using Ember.Limits;
using Microsoft.Extensions.Options;

namespace Ember.Chats;

/// <summary>Ends the chats that have been empty for longer than the grace time.</summary>
internal sealed partial class ChatLifetime(ChatStore chats, ChatEnding ending, TimeProvider clock, IOptions<ChatOptions> options, ILogger<ChatLifetime> logger)
    : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        chats.SetAllEmpty();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var grace = options.Value.Grace;
        using var timer = new PeriodicTimer(TimeSpan.FromTicks(Math.Clamp((grace / 4).Ticks, Shortest.Ticks, Longest.Ticks)), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await EndEmptyAsync(grace);
        }
    }

    private async Task EndEmptyAsync(TimeSpan grace)
    {
        try
        {
            foreach (var chat in chats.EmptyFor(grace))
            {
                await ending.EndAsync(chat);
            }
        }
        catch (Exception exception)
        {
            Log.NotSwept(logger, exception); // the next tick tries again
        }
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Error, "Could not end the empty chats")]
        public static partial void NotSwept(ILogger logger, Exception exception);
    }
}
