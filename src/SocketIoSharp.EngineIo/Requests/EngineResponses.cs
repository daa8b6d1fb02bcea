using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Revisions;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Requests;

/// <summary>Writes the responses of the polling transport and the refusals.</summary>
internal static class EngineResponses
{
    /// <summary>Answers a POST.</summary>
    public static async Task WriteOkAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html";
        http.Response.ContentLength = 2;
        SetCommonHeaders(http);
        await http.Response.Body.WriteAsync("ok"u8.ToArray());
    }

    /// <summary>Answers a poll with all of <paramref name="groups"/>.</summary>
    public static async Task WritePayloadAsync(
        HttpContext http, PayloadFormat payloads, ReadOnlyMemory<FrameGroup> groups, EngineIoHttpCompression? compression = null)
    {
        var length = payloads.GetLength(groups.Span);
        http.Response.ContentType = payloads.ContentTypeFor(groups.Span);
        SetCommonHeaders(http);
        if (compression is not null && PayloadCompression.Choose(http, groups.Span, length, compression) is { } encoding)
        {
            await PayloadCompression.WriteAsync(http, payloads, groups, encoding, compression.Level);
        }
        else
        {
            http.Response.ContentLength = length;
            payloads.Write(http.Response.BodyWriter, groups.Span);
        }

        // Whether a client that closes its connection meanwhile has all of the answer cannot be known: the last bytes may be with it before the
        // server hears that they have left. Like the reference's, the session goes on, to the next poll or to the end of its patience.
        await http.Response.BodyWriter.FlushAsync();
    }

    /// <summary>Refuses a request: JSON over HTTP, plain text where the client expected a WebSocket.</summary>
    public static async Task RefuseAsync(EngineRequest request, EngineError error)
    {
        var isForNow = error.StatusCode == StatusCodes.Status503ServiceUnavailable;
        if (isForNow)
        {
            AskToRetry(request.Http);
        }

        if (request.IsUpgrade)
        {
            // The reference's WebSocket layer knows one status for all of its refusals.
            await RefuseUpgradeAsync(request.Http, isForNow ? error.StatusCode : StatusCodes.Status400BadRequest, error.Answer);
            return;
        }

        var output = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, error.Code);
            json.WriteString("message"u8, error.Answer);
            json.WriteEndObject();
        }

        var response = request.Http.Response;
        response.StatusCode = error.StatusCode;
        response.ContentType = "application/json";
        response.ContentLength = output.WrittenCount;
        if (request.Http.Request.Method != HttpMethods.Head)
        {
            await response.Body.WriteAsync(output.WrittenMemory);
        }
    }

    /// <summary>Refuses a WebSocket handshake the way the reference's WebSocket layer does.</summary>
    public static async Task RefuseUpgradeAsync(HttpContext http, int statusCode, string message)
    {
        var body = Encoding.UTF8.GetBytes(message);
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = "text/html";
        http.Response.ContentLength = body.Length;
        if (http.Request.Protocol == HttpProtocol.Http11)
        {
            http.Response.Headers.Connection = "close";
        }

        await http.Response.Body.WriteAsync(body);
    }

    /// <summary>Says with a 503 that it is worth trying again. Stock clients go by their own delays; proxies and load balancers read it.</summary>
    public static void AskToRetry(HttpContext http) => http.Response.Headers.RetryAfter = "1";

    /// <summary>Answers with a status and nothing else.</summary>
    public static void WriteStatus(HttpContext http, int statusCode)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.StatusCode = statusCode;
        }
    }

    private static void SetCommonHeaders(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";

        // Old Internet Explorer would otherwise mistake a payload for an attack on itself.
        var agent = http.Request.Headers.UserAgent.ToString();
        if (agent.Contains(";MSIE", StringComparison.Ordinal) || agent.Contains("Trident/", StringComparison.Ordinal))
        {
            http.Response.Headers.XXSSProtection = "0";
        }
    }
}
