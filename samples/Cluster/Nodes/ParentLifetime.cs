using System.Runtime.InteropServices;

namespace Cluster.Nodes;

/// <summary>
/// A node runs until its input ends, which it also does when the process that started the node is killed. Ctrl+C reaches all processes of a terminal: it is left to who started the node to
/// say when it is its turn.
/// </summary>
internal sealed class ParentLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            application.StopApplication();
        }));
        new Thread(WatchInput) { IsBackground = true, Name = "input" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void WatchInput()
    {
        while (Console.In.ReadLine() is not null)
        {
        }

        application.StopApplication();
    }
}
