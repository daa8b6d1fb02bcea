using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SocketIoSharp;

namespace Snippets;

/// <summary>The code of docs/aspnetcore.md.</summary>
internal static class AspNetCore
{
    public static void Middleware(WebApplication app)
    {
        // <aspnet-middleware>
        app.Use(async (HttpContext http, RequestDelegate next) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Items["tenant"] = http.Request.Host.Host.Split('.')[0];
            await next(http);
        });
        app.MapSocketIo();
        // </aspnet-middleware>
    }

    public static void Items(SocketIoServer io)
    {
        // <aspnet-items>
        io.OnConnection(socket => socket.JoinAsync((string)socket.Handshake.Items["tenant"]!));
        // </aspnet-items>
    }

    public static void Session(WebApplicationBuilder builder)
    {
        // <aspnet-session>
        builder.Services.AddDistributedMemoryCache();
        builder.Services.AddSession();
        var app = builder.Build();

        app.UseSession();
        app.Use(async (HttpContext http, RequestDelegate next) =>
        {
            if (http.Request.Path.StartsWithSegments("/socket.io"))
            {
                await http.Session.LoadAsync();
                http.Items["cart"] = http.Session.GetString("cart");
            }

            await next(http);
        });
        app.MapSocketIo();
        // </aspnet-session>
    }

    public static void Authentication(WebApplicationBuilder builder)
    {
        // <aspnet-cookies>
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        var app = builder.Build();

        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSocketIo().RequireAuthorization();

        var io = app.Services.GetRequiredService<SocketIoServer>();
        io.OnConnection(socket => socket.JoinAsync("user:" + socket.User.Identity!.Name));
        // </aspnet-cookies>
    }

    public static void Proxy(WebApplication app)
    {
        // <aspnet-proxy>
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        forwarded.KnownProxies.Add(IPAddress.Parse("10.0.0.5"));
        app.UseForwardedHeaders(forwarded);
        app.UsePathBase("/app");
        app.UseRouting();
        app.MapSocketIo();
        // </aspnet-proxy>
    }

    public static void Http2(WebApplicationBuilder builder)
    {
        // <aspnet-https>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(443, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps("certificate.pfx", "password");
        }));
        // </aspnet-https>
    }

    public static void Cors(WebApplicationBuilder builder)
    {
        // <aspnet-cors>
        builder.Services.AddCors(cors => cors.AddPolicy("web", policy => policy.WithOrigins("https://example.org").AllowCredentials()));
        var app = builder.Build();

        app.UseCors();
        app.MapSocketIo().RequireCors("web");
        // </aspnet-cors>
    }
}
