using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.EngineIo.Tests.Limits;

/// <summary>Takes the header <c>X-Address</c> for the client's address, as an application does that believes its proxy.</summary>
internal sealed class ClaimedAddress : IStartupFilter
{
    public const string Header = "X-Address";

    public static void AddTo(IServiceCollection services) => services.AddDirectSockets().AddSingleton<IStartupFilter, ClaimedAddress>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            if (http.Request.Headers[Header] is [{ } address])
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            }

            return rest(http);
        });
        next(app);
    };
}
