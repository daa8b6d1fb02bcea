using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SocketIoSharp.Forwarding.Requests;

/// <summary>
/// The headers of another node's answer. Both nodes run the same application, whose middlewares add the same headers to their responses, some of them at the last moment: the client is to get each
/// once, as it was answered.
/// </summary>
internal sealed class AnswerHeaders(IReadOnlyList<KeyValuePair<string, StringValues>> headers)
{
    public static Task RestoreAsync(HttpContext http)
    {
        if (http.Features.Get<AnswerHeaders>() is { } answer)
        {
            answer.Restore(http.Response.Headers);
        }

        return Task.CompletedTask;
    }

    private void Restore(IHeaderDictionary response)
    {
        foreach (var (name, values) in headers)
        {
            response[name] = values;
        }
    }
}
