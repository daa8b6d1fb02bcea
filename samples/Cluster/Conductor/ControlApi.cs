using System.Text.Json.Serialization;
using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>Stops and starts nodes over HTTP. Only this computer reaches it, and only the sample's own page may use it.</summary>
internal static class ControlApi
{
    public static WebApplication Build(int port, ClusterProcesses processes)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = SampleFolder.Path });
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddHostFiltering(o => o.AllowedHosts = ["127.0.0.1", "localhost"]); // names of others that lead here are refused
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, ControlJson.Default));

        var app = builder.Build();
        app.UseHostFiltering();
        var control = app.MapGroup("/control").AddEndpointFilter(RefuseForeignPages);
        control.MapGet("/", () => Describe(processes));
        control.MapPost("/{name}/stop", (string name) => ChangeAsync(processes, name, node => node.StopAsync()));
        control.MapPost("/{name}/start", (string name) => ChangeAsync(processes, name, node => node.StartAgainAsync(app.Lifetime.ApplicationStopping)));
        return app;
    }

    // A page of another site could send such a request, too, but the browser says where it comes from.
    private static async ValueTask<object?> RefuseForeignPages(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"http://{request.Host}"
            ? TypedResults.StatusCode(StatusCodes.Status403Forbidden)
            : await next(context);
    }

    private static async Task<IResult> ChangeAsync(ClusterProcesses processes, string name, Func<ClusterNode, Task> change)
    {
        if (processes.Nodes.FirstOrDefault(node => node.Name == name) is not { } node)
        {
            return TypedResults.NotFound();
        }

        try
        {
            await change(node);
            return TypedResults.Ok(Describe(processes));
        }
        catch (CannotStartException failure)
        {
            return TypedResults.Problem(failure.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static ControlView Describe(ClusterProcesses processes) =>
        new(processes.Engine.Title(), processes.Engine is EngineKind.RedisStreams, [.. processes.Nodes.Select(node => new ControlledNode(node.Name, node.Runtime, node.Address, node.State))]);
}

/// <summary>What the conductor knows of the cluster.</summary>
internal sealed record ControlView(string Engine, bool Recovers, IReadOnlyList<ControlledNode> Nodes);

/// <summary>A node, and what its process is doing.</summary>
internal sealed record ControlledNode(string Name, string Runtime, Uri Address, NodeState State);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ControlView))]
internal sealed partial class ControlJson : JsonSerializerContext;
