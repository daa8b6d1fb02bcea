using SocketIoSharp.Endurance.Fuzzing.Dialogues;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>The servers that dialogues are played on: one for each parser, started when the first dialogue is for it.</summary>
internal sealed class FuzzStage(DialogueMutator mutator) : IAsyncDisposable
{
    private readonly Tokens _tokens = new();
    private readonly Dictionary<string, FuzzedServer> _servers = [];
    private long _sent;

    public IEnumerable<FuzzedServer> Servers => _servers.Values;

    /// <summary>Requests, frames and other pieces that were sent.</summary>
    public long Sent => Volatile.Read(ref _sent);

    public async Task StartAsync(params IEnumerable<string> parsers)
    {
        foreach (var parser in parsers.Where(parser => !_servers.ContainsKey(parser)))
        {
            _servers[parser] = await FuzzedServer.StartAsync(parser, _tokens);
        }
    }

    /// <param name="dialogue">What is played.</param>
    /// <param name="seed">What the word of the dialogue and the way it ends follow from.</param>
    /// <exception cref="OracleException">The server has done to this dialogue what it never may.</exception>
    public async Task PlayAsync(Dialogue dialogue, int seed)
    {
        var random = new Random(seed);
        var player = new DialoguePlayer(_servers[dialogue.Server].Port, _tokens.Next(random), mutator);
        try
        {
            await player.PlayAsync(dialogue, saysGoodbye: random.Next(3) > 0);
        }
        finally
        {
            _ = Interlocked.Add(ref _sent, player.Sent);
        }
    }

    /// <summary>What is wrong with one of the servers, if anything is.</summary>
    public string? FindFault() => _servers.Values.Select(server => server.FindFault()).FirstOrDefault(fault => fault is not null);

    /// <summary>What each server holds when only its bystanders are left.</summary>
    /// <exception cref="OracleException">Others stay.</exception>
    public Task<ServerState[]> SettleAsync() => Task.WhenAll(_servers.Values.Select(server => server.SettleAsync()));

    /// <exception cref="OracleException">Something is left when everybody has gone.</exception>
    public Task EndAsync() => Task.WhenAll(_servers.Values.Select(server => server.EndAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        _servers.Clear();
    }
}
