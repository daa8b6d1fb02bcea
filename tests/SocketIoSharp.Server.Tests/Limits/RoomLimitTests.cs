namespace SocketIoSharp.Server.Tests.Limits;

/// <summary>How many rooms a socket may be in, and how long their names may be.</summary>
internal sealed class RoomLimitTests : LimitFixture
{
    [Test]
    public async Task MaxRoomsPerSocket_OneMore_Throws()
    {
        await StartAsync(options => options.MaxRoomsPerSocket = 2);
        var (_, socket) = await ConnectAsync();
        await socket.JoinAsync("a", "b", "a", socket.Id);

        var joining = () => socket.JoinAsync("c");

        await joining.Should().ThrowAsync<InvalidOperationException>().WithMessage("*SocketIoOptions.MaxRoomsPerSocket*");
        socket.Rooms.Should().BeEquivalentTo(socket.Id, "a", "b");
        await ExpectReportAsync("MaxRoomsPerSocket");
    }

    [Test]
    public async Task MaxRoomsPerSocket_OneIsLeft_LetsOneMoreBeJoined()
    {
        await StartAsync(options => options.MaxRoomsPerSocket = 1);
        var (_, socket) = await ConnectAsync();
        await socket.JoinAsync("a");
        await socket.LeaveAsync("a");

        await socket.JoinAsync("b");

        socket.Rooms.Should().BeEquivalentTo(socket.Id, "b");
    }

    [Test]
    public async Task MaxRoomsPerSocket_JoinByABroadcast_LeavesTheFullSocketOut()
    {
        await StartAsync(options => options.MaxRoomsPerSocket = 1);
        var (_, full) = await ConnectAsync();
        var (_, free) = await ConnectAsync();
        await full.JoinAsync("a");

        await Server.SocketsJoinAsync("b");

        full.Rooms.Should().BeEquivalentTo(full.Id, "a");
        free.Rooms.Should().BeEquivalentTo(free.Id, "b");
        await ExpectReportAsync("MaxRoomsPerSocket");
    }

    [Test]
    public async Task MaxRoomNameLength_OneCharacterMore_Throws()
    {
        await StartAsync(options => options.MaxRoomNameLength = 3);
        var (_, socket) = await ConnectAsync();
        await socket.JoinAsync("abc");

        var joining = () => socket.JoinAsync("abcd");

        await joining.Should().ThrowAsync<ArgumentException>().WithMessage("*SocketIoOptions.MaxRoomNameLength*");
        socket.Rooms.Should().BeEquivalentTo(socket.Id, "abc");
        await ExpectReportAsync("MaxRoomNameLength");
    }

    [Test]
    public async Task MaxRoomNameLength_JoinByABroadcast_IsReported()
    {
        await StartAsync(options => options.MaxRoomNameLength = 3);
        var (_, socket) = await ConnectAsync();

        await Server.SocketsJoinAsync("abcd", "abc");

        socket.Rooms.Should().BeEquivalentTo(socket.Id, "abc");
        await ExpectReportAsync("MaxRoomNameLength");
    }
}
