using System.Buffers.Text;
using System.Security.Cryptography;
using Ember.Chats;
using Ember.Files;
using Ember.Hosting;
using Ember.Limits;
using Ember.Messages;
using Ember.People;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Ember.Endpoints;

/// <summary>Files come back over plain HTTP, which caches them; and a program without a socket may post one here.</summary>
internal static class FileEndpoints
{
    // Whatever is in the file, opened by itself it can do nothing.
    private const string FilePolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
    private const int FormOverhead = 64 * 1024;

    public static void MapFiles(this IEndpointRouteBuilder app) => app.MapGet("/files/{id}", Download).RequireAuthorization();

    public static void MapUploads(this IEndpointRouteBuilder api) => api.MapPost("/chats/{slug}/files", UploadAsync).DisableAntiforgery();

    private static IResult Download(string id, HttpContext http, FileStore files)
    {
        if (files.Find(id, http.User.PersonId()) is not { } file)
        {
            return Results.NotFound();
        }

        var inline = file.IsPicture && !http.Request.Query.ContainsKey("download");
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = FilePolicy;
        headers.CacheControl = "private, max-age=31536000, immutable"; // an id never gets other bytes
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(files.OpenRead(file, http), inline ? file.MediaType : "application/octet-stream", enableRangeProcessing: true);
    }

    /// <summary>The body is the file itself (with ?name=), or a form with the fields file, text and to.</summary>
    private static async Task<IResult> UploadAsync(
        string slug, HttpContext http, ChatAccess access, MessagePost post, IOptions<ChatOptions> options, string? name = null, string? id = null)
    {
        var me = http.User.PersonId();
        var chat = access.RequireMember(slug, me);
        var limit = options.Value.MaxFileBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit + FormOverhead;
        }

        var (content, fileName, text, to) = http.Request.HasFormContentType
            ? await ReadFormAsync(http.Request)
            : (await ReadAllAsync(http.Request.Body, http.RequestAborted), name, "", null);
        if (content.Length == 0 || content.Length > limit)
        {
            throw new Refusal($"A file may have {limit / 1_000_000.0:0.#} MB at most, and must not be empty");
        }

        var message = new NewMessage(
            chat, me, access.RequireRecipient(chat, me, to), id is null ? RandomClientId() : TextRules.ClientId(id),
            TextRules.MessageText(text, options.Value.MaxTextLength), new NewFile(TextRules.FileName(fileName), content, Preview: null));
        return Results.Json(post.Post(message), ChatJson.Default.Message, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<(byte[] Content, string? Name, string? Text, string? To)> ReadFormAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files.GetFile("file") is not { } file)
        {
            throw new Refusal("The form needs a field named file");
        }

        await using var stream = file.OpenReadStream();
        return (await ReadAllAsync(stream, request.HttpContext.RequestAborted), file.FileName, form["text"], form["to"]);
    }

    private static async Task<byte[]> ReadAllAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await body.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    private static string RandomClientId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
