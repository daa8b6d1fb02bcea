// <engine-io>
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddEngineIo();
var app = builder.Build();

// Sends every message back.
app.MapEngineIo(session => session.MessageReceived += message => session.SendAsync(message));

app.Run();
// </engine-io>
