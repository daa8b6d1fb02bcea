// <minimal>
using SocketIoSharp;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSocketIo();
var app = builder.Build();

var io = app.Services.GetRequiredService<SocketIoServer>();
io.OnConnection(socket => socket.On("hello", (string name) => $"Hello, {name}!"));

app.MapSocketIo();
app.Run();
// </minimal>
