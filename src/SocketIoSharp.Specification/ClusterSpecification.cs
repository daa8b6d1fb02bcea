using SocketIoSharp.Cluster;
using SocketIoSharp.Hosting;
using SocketIoSharp.Specification.Cases;
using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification;

/// <summary>
/// What every cluster adapter does, in cases for any test framework. Derive a class that says how a node gets its adapter, and run each of <see cref="Cases"/>: it starts
/// two or three servers in this process, on Kestrel and free ports of this machine, with real clients.
/// </summary>
/// <remarks>Members are called from any thread, also for several cases at once.</remarks>
public abstract class ClusterSpecification
{
    /// <summary>All that this adapter must do.</summary>
    public IReadOnlyList<SpecificationCase> Cases =>
        [.. Applicable.Select(found => new SpecificationCase(found.Name, () => Stage.PlayAsync(this, found)))];

    /// <summary>The limit of everything that a case waits for, and that does not have a limit of its own. Default 10 seconds.</summary>
    protected internal virtual TimeSpan Patience => TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether who asks is told the names of the nodes that have not answered. Default <see langword="true"/>; brokers exist that can count nodes and cannot name them.
    /// </summary>
    protected internal virtual bool NamesMissingNodes => true;

    /// <summary>
    /// Whether a question to other nodes ends as soon as a node that owes an answer has left. Default <see langword="true"/>; otherwise it ends when its time is up.
    /// </summary>
    protected internal virtual bool NoticesLeavingNodes => true;

    /// <summary>
    /// Whether a client that was cut off from one node can be recovered on another. Default <see langword="false"/>. The nodes have
    /// <see cref="SocketIoOptions.ConnectionStateRecovery"/> set then.
    /// </summary>
    protected internal virtual bool RecoversOnOtherNodes => false;

    /// <summary>
    /// Makes the publisher of a <see cref="SocketIoEmitter"/> for the cluster of a name. Disposed of if it can be. Default <see langword="null"/>: there is none for this
    /// broker.
    /// </summary>
    protected internal virtual Func<string, IClusterPublisher>? PublisherFactory => null;

    private IEnumerable<Case> Applicable =>
    [
        .. BroadcastCases.All,
        .. PayloadCases.All,
        .. SocketCases.All,
        .. FetchCases.All,
        .. ServerSideCases.All,
        .. BroadcastAckCases.All,
        .. NodeCases.All.Where(found => NoticesLeavingNodes || !found.NeedsNoticeOfLeaving),
        .. PublisherFactory is null ? [] : EmitterCases.All,
        .. RecoversOnOtherNodes ? RecoveryCases.All : [],
    ];

    /// <summary>Gives a node its adapter: by an extension of an add-on package, or by setting <see cref="SocketIoOptions.AdapterFactory"/>.</summary>
    /// <param name="node">Carries on the set-up of the node's server.</param>
    /// <param name="cluster">
    /// The name of the cluster, letters and digits only: another one for each run of a case. Nodes of different clusters must not hear each other, though they have one broker:
    /// use it as, or in, the prefix of what the adapter names there.
    /// </param>
    protected internal abstract void ConfigureNode(SocketIoBuilder node, string cluster);
}
