using System.Security.Claims;

namespace Ember.People;

internal static class PrincipalExtensions
{
    public static string? PersonIdOrNull(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The id of somebody who has been authenticated.</summary>
    public static string PersonId(this ClaimsPrincipal user) =>
        user.PersonIdOrNull() ?? throw new InvalidOperationException("The request is not authenticated.");
}
