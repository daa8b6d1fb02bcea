using SocketIoSharp.Hosting;

namespace SocketIoSharp.Cluster.Tests.Brokers;

/// <summary>A broker, and both worlds' adapters for it in the configuration that they come with.</summary>
internal abstract class Engine
{
    /// <summary>What tests/cluster-js calls it.</summary>
    public abstract string Name { get; }

    /// <summary>All that can send by it. Not every broker has an official emitter.</summary>
    public virtual IReadOnlyList<Origin> Senders => Enum.GetValues<Origin>();

    /// <summary>Whether clients can be recovered on any node.</summary>
    public virtual bool Recovers => false;

    /// <summary>Whether the official adapter carries bytes in what nodes say to nodes.</summary>
    public virtual bool CarriesBytesBetweenNodes => true;

    /// <summary>Whether an answer says whose it is. Otherwise nobody knows who is missing.</summary>
    public virtual bool AnswersTellTheNode => true;

    /// <summary>Whether a node that is lost is noticed before the time for its answer is up.</summary>
    public virtual bool NoticesLostNodesInTime => false;

    /// <summary>Whether the official adapter and emitter send, and the adapter delivers, in the order of the calls.</summary>
    public virtual bool JsKeepsOrder => true;

    /// <summary>Whether what the official emitter sends reaches nodes with the official adapter.</summary>
    public virtual bool JsEmitterReachesJs => true;

    /// <summary>Starts the broker.</summary>
    public abstract Task<IBroker> StartAsync();

    public override string ToString() => Name;
}

/// <summary>A broker that runs.</summary>
internal interface IBroker : IAsyncDisposable
{
    /// <summary>Where Node.js reaches it.</summary>
    string Url { get; }

    /// <summary>Gives a server its adapter.</summary>
    void Use(SocketIoBuilder builder);

    IClusterPublisher CreatePublisher();
}
