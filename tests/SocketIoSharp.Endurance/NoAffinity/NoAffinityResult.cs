namespace SocketIoSharp.Endurance.NoAffinity;

/// <summary>What has come of one kind of clients.</summary>
/// <param name="Report">What they say.</param>
/// <param name="Statuses">What the load balancer has answered.</param>
/// <param name="Forwarded">Requests that were passed on between nodes.</param>
/// <param name="Failures">Requests that could not be.</param>
/// <param name="Refused">Requests that a node has refused.</param>
internal sealed record NoAffinityResult(StockReport Report, IReadOnlyDictionary<string, int> Statuses, long Forwarded, long Failures, long Refused)
{
    public int Requests => Statuses.Values.Sum();

    // A request that nobody waits for any more, as at the client's own end, is none of ours.
    private int Refusals => Statuses.Where(status => status.Key is not ("200" or "101" or "499")).Sum(status => status.Value);

    /// <summary>The promises that were not kept.</summary>
    public IEnumerable<string> Faults()
    {
        var kind = Report.Kind;
        foreach (var (failure, count) in Report.Failures)
        {
            yield return $"{kind}: {count} x {failure}";
        }

        if (Refusals + Failures + Refused > 0)
        {
            yield return $"{kind}: {Refusals} requests failed, {Failures} could not be passed on, {Refused} were refused";
        }

        if (Report.Disordered + Report.Lost > 0)
        {
            yield return $"{kind}: {Report.Disordered} messages were out of order, {Report.Lost} were lost";
        }

        if (Report.Answered < Report.Sent || Report.Sent < Report.Clients || Report.Received < Report.Clients)
        {
            yield return $"{kind}: {Report.Sent} messages were sent, {Report.Answered} answered, {Report.Received} received by {Report.Clients} clients";
        }

        if (kind == "upgrade" && Report.Upgraded < Report.Clients)
        {
            yield return $"{kind}: {Report.Clients - Report.Upgraded} clients have no WebSocket";
        }

        if (Forwarded < Report.Clients)
        {
            yield return $"{kind}: {Forwarded} requests were passed on, so this has shown nothing";
        }
    }
}
