namespace SocketIoSharp.Cluster.Tests.Parts;

/// <summary>Who is meant, for both kinds of nodes and emitters.</summary>
internal sealed record Target
{
    public static Target Everyone { get; } = new();

    public string Namespace { get; init; } = "/";

    public string[] Rooms { get; init; } = [];

    public string[] Except { get; init; } = [];

    public bool Volatile { get; init; }

    public bool Local { get; init; }

    public bool? Compress { get; init; }

    /// <summary>The time for answers in milliseconds.</summary>
    public int? Timeout { get; init; }

    public static Target Room(params string[] rooms) => new() { Rooms = rooms };
}
