using System.Globalization;
using Npgsql;

namespace SocketIoSharp.PostgreSql.Receiving;

/// <summary>Reads the rows of several stubs with one query, and holds one of them at a time. Not thread-safe.</summary>
internal sealed class AttachmentRows(NpgsqlDataSource dataSource, AttachmentTable table, long[] ids, int maxBytes, CancellationToken cancellationToken) : IAsyncDisposable
{
    private const int TimeoutSeconds = 10;

    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;
    private NpgsqlDataReader? _reader;
    private int _position;
    private Exception? _failure;
    private bool _hasTriedAgain;

    /// <summary>Reads the row of the next stub.</summary>
    /// <returns>The payload, or the reason why there is none.</returns>
    public async Task<(byte[]? Payload, string? Reason)> NextAsync()
    {
        var id = ids[_position];
        while (_failure is null || !_hasTriedAgain)
        {
            try
            {
                var row = await ReadAsync();
                _position++;
                _failure = null;
                return row switch
                {
                    (null, null) => (null, $"attachment {id} is not in the table, or not any more"),
                    (_, null) => (null, $"attachment {id} has {row.Length} bytes, which are more than {maxBytes}"),
                    _ => (row.Payload, null),
                };
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Once more, on another connection: the rows are still there.
                _hasTriedAgain = _failure is not null;
                _failure = exception;
                await CloseAsync();
            }
        }

        _position++;
        return (null, $"attachment {id} cannot be read: {_failure.Message}");
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task<(int? Length, byte[]? Payload)> ReadAsync()
    {
        _reader ??= await QueryAsync();
        if (!await _reader.ReadAsync(cancellationToken))
        {
            throw new InvalidOperationException("PostgreSQL has returned too few rows.");
        }

        return await _reader.IsDBNullAsync(0, cancellationToken) ? (null, null)
            : (_reader.GetInt32(0), await _reader.IsDBNullAsync(1, cancellationToken) ? null : _reader.GetFieldValue<byte[]>(1));
    }

    private async Task<NpgsqlDataReader> QueryAsync()
    {
        _connection = await dataSource.OpenConnectionAsync(cancellationToken);
        _command = new NpgsqlCommand(table.ReadStatement, _connection) { CommandTimeout = TimeoutSeconds };
        _command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Join(',', ids[_position..].Select(id => id.ToString(CultureInfo.InvariantCulture))) });
        _command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = maxBytes });
        return await _command.ExecuteReaderAsync(cancellationToken);
    }

    private async ValueTask CloseAsync()
    {
        foreach (var open in new IAsyncDisposable?[] { _reader, _command, _connection })
        {
            try
            {
                await (open?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
            catch
            {
                // What is broken needs no orderly end.
            }
        }

        (_reader, _command, _connection) = (null, null, null);
    }
}
