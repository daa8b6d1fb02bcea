using System.Threading.RateLimiting;
using Ember.People;
using Microsoft.AspNetCore.RateLimiting;

namespace Ember.Limits;

/// <summary>How fast one person may ask over HTTP: history, files, uploads.</summary>
internal static class RequestLimits
{
    public const string PolicyName = "person";

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(PolicyName, http => RateLimitPartition.GetTokenBucketLimiter(
            http.User.PersonIdOrNull() ?? http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 240,
                TokensPerPeriod = 40,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
    }
}
