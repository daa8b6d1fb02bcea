using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Tests.Shared;

/// <summary>Keeps what a host logs. An Error that the test has not declared fails it, and so does a declared one that does not come.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private readonly ConcurrentBag<string> _expected = [];
    private volatile bool _keepsAll = true;

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    /// <summary>Declares an Error by the name of its event.</summary>
    public void Expect(string eventName) => _expected.Add(eventName);

    /// <summary>Keeps nothing but errors from now on, for tests that measure memory.</summary>
    public void KeepErrorsOnly() => _keepsAll = false;

    /// <summary>Waits for an entry by the name of its event.</summary>
    public async Task<LogEntry> WaitForAsync(string eventName)
    {
        await Patience.UntilAsync(() => _entries.Any(entry => entry.Id.Name == eventName), "log entry " + eventName);
        return _entries.First(entry => entry.Id.Name == eventName);
    }

    /// <summary>What was logged by events whose names begin so, in order.</summary>
    public IEnumerable<string> NamesOf(string prefix) => _entries.Select(entry => entry.Id.Name ?? string.Empty).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    public void Verify()
    {
        var unexpected = _entries.Where(entry => entry.Level >= LogLevel.Error && !_expected.Contains(entry.Id.Name ?? string.Empty)).ToArray();
        var missing = _expected.Where(name => !_entries.Any(entry => entry.Level >= LogLevel.Error && entry.Id.Name == name)).ToArray();
        if (unexpected.Length > 0 || missing.Length > 0)
        {
            throw new AssertionException(
                string.Concat(unexpected.Select(entry => $"Unexpected error in the log: [{entry.Category} {entry.Id.Name}] {entry.Message}\n{entry.Exception}\n"))
                + string.Concat(missing.Select(name => $"Not in the log: the declared error {name}\n")));
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (log._keepsAll || logLevel >= LogLevel.Error)
            {
                log._entries.Enqueue(new LogEntry(logLevel, category, eventId, formatter(state, exception), exception));
            }
        }
    }
}
