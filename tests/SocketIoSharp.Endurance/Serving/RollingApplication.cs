namespace SocketIoSharp.Endurance.Serving;

/// <summary>A node whose clients are told numbers by somebody else, over Redis: it puts each client into its room, and that is all.</summary>
internal static class RollingApplication
{
    public static void Configure(WebApplicationBuilder builder) => builder.Services
        .AddSocketIo(options =>
        {
            if (builder.Configuration.GetValue("recovery", true))
            {
                options.ConnectionStateRecovery = new ConnectionStateRecovery();
            }
        })
        .UseRedisStreams(builder.Configuration["redis"]!);

    public static void Install(SocketIoServer io, WebApplication app)
    {
        var rooms = app.Configuration.GetValue<int>("rooms");
        io.OnConnection(async socket =>
        {
            if (!socket.Recovered)
            {
                // Nothing has been sent yet when a client comes for the first time.
                var stream = (socket.Handshake.Auth.GetProperty("client").GetInt32() % rooms) + 1;
                await socket.JoinAsync(RoomOf(stream));
                await socket.EmitAsync("welcome", new { stream, after = new[] { 0, 0 }, isStillHere = false });
            }
        });
    }

    public static string RoomOf(int stream) => $"room-{stream}";
}
