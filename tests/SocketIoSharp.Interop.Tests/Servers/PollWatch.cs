using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.Interop.Tests.Servers;

/// <summary>Tells when the poll of a polling client, the only one of its server, is left waiting: between two polls there is nothing to break or to answer.</summary>
internal sealed class PollWatch
{
    // The handshake, the answer to CONNECT, and the one that waits because there is nothing more to say.
    private const int WaitingPoll = 3;

    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _polls;

    public Task Waits => _waits.Task.WithPatience();

    public void AddTo(IApplicationBuilder app) => app.Use(ObserveAsync);

    private Task ObserveAsync(HttpContext http, RequestDelegate next)
    {
        var isPoll = http.Request.Method == HttpMethods.Get && http.Request.Query["transport"] == "polling";
        var number = isPoll ? Interlocked.Increment(ref _polls) : 0;
        var answer = next(http);
        if (number == WaitingPoll && !answer.IsCompleted)
        {
            _waits.SetResult();
        }

        return answer;
    }
}
