namespace SocketIoSharp.Endurance.Restart;

/// <summary>What one client has seen of a restart. Times are in milliseconds since 1970.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Transports">Those that it was given.</param>
/// <param name="WillReturn">Whether it is connected, or tries to be.</param>
/// <param name="Answered">The answers that it has got.</param>
/// <param name="Failed">The events that it has got no answer for.</param>
/// <param name="Reasons">Why it was disconnected, each time.</param>
/// <param name="Errors">How often connecting has failed, by the message.</param>
/// <param name="News">The broadcasts that it has heard.</param>
/// <param name="Gaps">How often one was missing within a connection.</param>
/// <param name="LeftAt">When it was disconnected first.</param>
/// <param name="BackAt">When the restarted server has welcomed it.</param>
internal sealed record ClientReport(
    string Key,
    string Transports,
    bool WillReturn,
    int Answered,
    IReadOnlyList<int> Failed,
    IReadOnlyList<string> Reasons,
    IReadOnlyDictionary<string, int> Errors,
    int News,
    int Gaps,
    double? LeftAt,
    double? BackAt);
