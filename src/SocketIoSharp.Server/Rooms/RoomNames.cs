namespace SocketIoSharp.Rooms;

/// <summary>Names of rooms as applications hand them in.</summary>
internal static class RoomNames
{
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentNullException">The list or a name in it is null.</exception>
    public static string[] Checked(string[] rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        foreach (var room in rooms)
        {
            ArgumentNullException.ThrowIfNull(room, nameof(rooms));
        }

        return [.. rooms];
    }
}
