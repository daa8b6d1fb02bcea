namespace Cluster.Conductor;

/// <summary>Scripts.</summary>
internal static class Shell
{
    /// <summary>
    /// Ctrl+C reaches all processes of a terminal, but an engine must not go before its nodes. So its script runs in another process group, and ends when its
    /// input ends.
    /// </summary>
    public static IReadOnlyList<string> Undisturbed(string script, params IEnumerable<string> arguments) =>
        ["bash", "-c", "trap '' INT; set -m; bash \"$0\" \"$@\" <&0 & wait $!", script, .. arguments];
}
