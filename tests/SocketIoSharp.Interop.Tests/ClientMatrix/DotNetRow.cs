namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>A row that the SocketIOClient package from NuGet plays, in this process.</summary>
internal static class DotNetRow
{
    /// <param name="server">The server's address.</param>
    /// <param name="revision">The revision of Engine.IO that the client speaks: 3 or 4.</param>
    /// <param name="transport">One of <see cref="NodeClients.Transports"/>.</param>
    public static async Task<IReadOnlyList<AspectOutcome>> PlayAsync(Uri server, int revision, string transport)
    {
        var outcomes = new List<AspectOutcome>();
        foreach (var (aspect, playAsync) in DotNetAspects.All)
        {
            using var stage = new DotNetStage(server, revision, transport);
            try
            {
                await playAsync(stage).WaitAsync(3 * Patience.Limit);
                outcomes.Add(new AspectOutcome(aspect));
            }
            catch (Exception exception)
            {
                outcomes.Add(new AspectOutcome(aspect, exception.ToString()));
            }
        }

        return [.. outcomes, new AspectOutcome(MatrixPlan.Recovery, Skipped: true)];
    }
}
