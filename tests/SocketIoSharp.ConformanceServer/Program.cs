using System.Text.Json.Nodes;
using SocketIoSharp;
using SocketIoSharp.ConformanceServer;

// The fixed application of protocol-fixtures/README.md on SocketIoSharp. Options come as JSON in SIO_OPTIONS, in the words of the
// JavaScript server; the port leaves as "listening <port>" on standard output.
var announced = JsonNode.Parse(Environment.GetEnvironmentVariable("SIO_OPTIONS") is { Length: > 0 } json ? json : "{}")!.AsObject();

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(Environment.GetEnvironmentVariable("SIO_LOG") ?? nameof(LogLevel.Error)));
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddSocketIo(options => ReferenceOptions.Apply(announced, options));

var app = builder.Build();
var application = new FixedApplication(app.Services.GetRequiredService<SocketIoServer>());
application.Install((string?)announced["app"]);
app.MapGet("/conformance/options", () => announced.ToJsonString());
app.MapSocketIo();

await app.StartAsync();
Console.WriteLine($"listening {new Uri(app.Urls.First()).Port}");
await app.WaitForShutdownAsync();
