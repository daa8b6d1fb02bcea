using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>The connections of clients by a name that they give themselves (<c>?line=</c>), and a way to break them as a network does.</summary>
internal sealed class MatrixLines
{
    private readonly ConcurrentDictionary<string, Line> _lines = new();

    public void Map(WebApplication app)
    {
        app.Use(WatchAsync);
        app.MapPost("/matrix/cut", (string line, HttpContext http) =>
        {
            // Pages of the other servers of the matrix may ask too.
            http.Response.Headers.AccessControlAllowOrigin = "*";
            if (!_lines.TryGetValue(line, out var found))
            {
                return Results.NotFound();
            }

            found.Cut();
            return Results.NoContent();
        });
    }

    private async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Method != HttpMethods.Get || http.Request.Query["line"] is not [{ } name])
        {
            await next(http);
            return;
        }

        var line = _lines.GetOrAdd(name, _ => new Line());
        line.Enter(http);
        try
        {
            await next(http);
        }
        finally
        {
            line.Exit(http);
        }
    }

    private sealed class Line
    {
        private readonly HashSet<HttpContext> _requests = [];
        private bool _isNextCut;

        public void Enter(HttpContext http)
        {
            lock (_requests)
            {
                _requests.Add(http);
                if (_isNextCut)
                {
                    _isNextCut = false;
                    http.Abort();
                }
            }
        }

        public void Exit(HttpContext http)
        {
            lock (_requests)
            {
                _requests.Remove(http);
            }
        }

        /// <summary>Breaks what is under way; between two polls, the next one.</summary>
        public void Cut()
        {
            lock (_requests)
            {
                _isNextCut = _requests.Count == 0;
                foreach (var http in _requests)
                {
                    http.Abort();
                }
            }
        }
    }
}
