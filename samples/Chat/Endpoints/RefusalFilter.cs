using Ember.Hosting;
using Ember.Limits;

namespace Ember.Endpoints;

/// <summary>Answers a refusal with its status and its words.</summary>
internal sealed class RefusalFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Refusal refusal)
        {
            return Results.Json(new Problem(refusal.Message), ChatJson.Default.Problem, statusCode: refusal.StatusCode);
        }
    }
}
