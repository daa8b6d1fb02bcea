namespace SocketIoSharp.Endurance.Jitter;

/// <summary>What one client of <c>tests/clients-js/endurance</c> says at the end.</summary>
/// <param name="Number">Which one.</param>
/// <param name="Transport">How it connects.</param>
/// <param name="IsComplete">Whether it was connected in the end and had the last message of its streams.</param>
/// <param name="Streams">The broadcasts, and its room's messages.</param>
/// <param name="Reconnections">Each time that it came back.</param>
/// <param name="Leftovers">Events that the client kept from recoveries which were cut, and would have emitted a second time.</param>
internal sealed record ClientReport(
    int Number, string Transport, bool IsComplete, StreamReport[] Streams, Reconnection[] Reconnections, int Leftovers);

/// <summary>What became of one stream's messages.</summary>
/// <param name="Delivered">Those that came.</param>
/// <param name="Duplicated">How often one came again.</param>
/// <param name="Late">Those that came behind a later one.</param>
/// <param name="Lost">Those that never came, although the session to which they were sent went on.</param>
/// <param name="Skipped">Those between the end of a session and the beginning of one that was not its continuation.</param>
internal sealed record StreamReport(int Delivered, int Duplicated, int Late, int Lost, int Skipped);

/// <summary>A client that was away and is back.</summary>
/// <param name="LostAt">When it noticed, in milliseconds since 1970, as all times here.</param>
/// <param name="AttemptAt">When it began the attempt that succeeded, after its own pause.</param>
/// <param name="BackAt">When it was connected again; if it is recovered, it had all it had missed.</param>
/// <param name="Recovered">Whether its session went on.</param>
/// <param name="Reason">Why not: <c>no offset</c> (it had got nothing yet), or <c>still here</c> or <c>gone</c>, by whether the server had noticed that it
/// was gone.</param>
internal sealed record Reconnection(double LostAt, double AttemptAt, double BackAt, bool Recovered, string? Reason);
