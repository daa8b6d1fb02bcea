using Ember.Endpoints;
using Ember.Hosting;
using Ember.Limits;
using Microsoft.AspNetCore.Connections;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = Directory.Exists("wwwroot") ? null : AppContext.BaseDirectory, // started from somewhere else
});
builder.UseDefaultPort();
builder.WebHost.UseStaticWebAssets();
builder.Services.AddChat(builder.Configuration);
builder.Services.AddSocketIo(o =>
{
    o.Json.TypeInfoResolverChain.Add(ChatJson.Default);
    o.Engine.PingInterval = TimeSpan.FromSeconds(15); // who has gone should be seen to have gone
    o.Engine.PingTimeout = TimeSpan.FromSeconds(10);
    o.Engine.MaxHttpBufferSize = 2_000_000; // long polling may carry several chunks of a file, as base64, in one request
});

var app = builder.Build();
app.UseSecurityHeaders();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();

app.MapSocketIo();
app.MapStaticAssets();
app.MapPages();
app.MapFiles();
app.MapHealthChecks("/healthz");

var api = app.MapGroup("/api").RequireAuthorization().RequireRateLimiting(RequestLimits.PolicyName).AddEndpointFilter<RefusalFilter>();
api.MapChats();
api.MapUploads();

app.Services.GetRequiredService<VisitorConnections>().Listen();
app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<Greeting>().Print(Console.Out));
try
{
    await app.RunAsync();
    return 0;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Another address: --urls http://*:3001");
    return 1;
}
