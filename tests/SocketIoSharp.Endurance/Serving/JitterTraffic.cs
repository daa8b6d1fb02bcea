using System.Globalization;

namespace SocketIoSharp.Endurance.Serving;

/// <summary>How much a server of the jitter run sends.</summary>
/// <param name="Rooms">The rooms that clients are divided among.</param>
/// <param name="BroadcastInterval">The time from one message to everybody to the next.</param>
/// <param name="RoomInterval">The time from one message to a room to the next to the same room.</param>
internal sealed record JitterTraffic(int Rooms, TimeSpan BroadcastInterval, TimeSpan RoomInterval)
{
    public static JitterTraffic Default { get; } = new(Rooms: 20, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));

    public static JitterTraffic Read(IConfiguration settings) => new(
        settings.GetValue<int>("rooms"),
        TimeSpan.FromMilliseconds(settings.GetValue<int>("broadcast-interval")),
        TimeSpan.FromMilliseconds(settings.GetValue<int>("room-interval")));

    /// <summary>As a server's command line takes it.</summary>
    public string[] ToSettings() =>
    [
        "--rooms", Rooms.ToString(CultureInfo.InvariantCulture),
        "--broadcast-interval", BroadcastInterval.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        "--room-interval", RoomInterval.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
    ];
}
