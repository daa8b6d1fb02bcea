namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>One client over one transport with one parser.</summary>
/// <param name="Client">The client and its version, as the document names it.</param>
/// <param name="Transport">The transport.</param>
/// <param name="Parser">The parser; empty where there is no choice.</param>
/// <param name="Aspects">The columns that the row must have.</param>
/// <param name="PlayAsync">Plays all aspects, one after the other.</param>
internal sealed record MatrixRow(
    string Client, string Transport, string Parser, IReadOnlyList<string> Aspects, Func<MatrixServers, Task<IReadOnlyList<AspectOutcome>>> PlayAsync)
{
    public bool NeedsBrowser { get; init; }

    /// <summary>Aspects that the client has no such thing for: with these it must say so, with no others it may.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    public override string ToString() => $"{Client}, {Transport}{(Parser.Length > 0 ? $", {Parser}" : "")}";
}
