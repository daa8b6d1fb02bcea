using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>How a node is set up.</summary>
internal sealed record NodeSetup
{
    public INodeDirectory? Directory { get; init; }

    public bool IsForwarding { get; init; } = true;

    public Action<EngineIoOptions>? Engine { get; init; }

    public Action<ForwardingOptions>? Forwarding { get; init; }

    public Action<IServiceCollection>? Services { get; init; }

    public Action<WebApplication>? Middlewares { get; init; }

    public Action<EngineEndpoint>? Endpoint { get; init; }
}
