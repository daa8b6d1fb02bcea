using Microsoft.AspNetCore.Builder;

namespace SocketIoSharp.EngineIo;

/// <summary>An Engine.IO server that is open to clients: what <c>MapEngineIo()</c> returns.</summary>
public sealed class EngineEndpoint : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _endpoint;

    internal EngineEndpoint(EngineServer server, IEndpointConventionBuilder endpoint)
    {
        Server = server;
        _endpoint = endpoint;
    }

    /// <summary>The server behind it: its sessions, and what can be observed of its requests and responses.</summary>
    public EngineServer Server { get; }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _endpoint.Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _endpoint.Finally(finallyConvention);
}
