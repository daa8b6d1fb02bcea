using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>One of the nodes: a process that can be stopped and started again. Thread-safe.</summary>
internal sealed class ClusterNode(string name, string runtime, int port, Func<NodeArguments, IReadOnlyList<string>> command, Terminal terminal) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private NodeArguments? _arguments;
    private ChildProcess? _process;

    public string Name => name;

    public string Runtime => runtime;

    public int Port => port;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public NodeState State { get; private set; }

    public Task StartAsync(EngineKind engine, int enginePort, CancellationToken cancellationToken)
    {
        _arguments = new NodeArguments(name, port, engine, enginePort);
        return StartAgainAsync(cancellationToken);
    }

    /// <summary>Starts it, unless it runs.</summary>
    /// <exception cref="CannotStartException">It has ended instead.</exception>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_process is null && _arguments is not null)
            {
                await RunAsync(_arguments, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets it say goodbye and end, if it runs. Its clients find another node.</summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_process is { } process)
            {
                State = NodeState.Stopping;
                _process = null;
                await process.DisposeAsync();
                terminal.Write(name, "stopped");
            }

            State = NodeState.Stopped;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _turn.Dispose();
    }

    private async Task RunAsync(NodeArguments arguments, CancellationToken cancellationToken)
    {
        State = NodeState.Starting;
        var process = ChildProcess.Start(name, command(arguments), line => line == "ready", terminal);
        _process = process;
        _ = NoticeEndAsync(process);
        await process.ReadyAsync(cancellationToken);
        State = NodeState.Running;
        terminal.Write(name, $"{runtime} at {Address.GetLeftPart(UriPartial.Authority)}");
    }

    // Killed by somebody else, or by an error of its own.
    private async Task NoticeEndAsync(ChildProcess process)
    {
        var code = await process.Ended;
        if (_process != process)
        {
            return;
        }

        await _turn.WaitAsync();
        try
        {
            if (_process == process)
            {
                _process = null;
                State = NodeState.Stopped;
                terminal.Write(name, $"ended by itself, with code {code}");
                await process.DisposeAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
