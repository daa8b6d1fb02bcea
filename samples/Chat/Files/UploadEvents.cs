using Ember.Chats;
using Ember.Hosting;
using Ember.Limits;
using Ember.Messages;
using Ember.People;
using Microsoft.Extensions.Options;

namespace Ember.Files;

/// <summary>Files over the socket, in chunks: the acks are the progress bar, and heartbeats and messages get through in between.</summary>
internal sealed class UploadEvents(ChatAccess access, UploadTable uploads, MessageStore messages, MessagePost post, IOptions<ChatOptions> options) : IEventGroup
{
    private const int MaxPreviewBytes = 4096;

    public void Attach(Visitor visitor)
    {
        visitor.Handle<StartUpload, UploadProgress>("file:start", Cost.Request, request => Start(visitor, request));
        visitor.Handle<UploadChunk, UploadProgress>("file:chunk", Cost.Chunk, request => Continue(visitor, request));
        visitor.Handle<CancelUpload, Done>("file:cancel", Cost.Request, request => Cancel(visitor, request));
    }

    private UploadProgress Start(Visitor visitor, StartUpload request)
    {
        var chat = access.RequireMember(request.Slug, visitor.PersonId);
        var clientId = TextRules.ClientId(request.ClientId);
        if (messages.FindByClientId(chat, visitor.PersonId, clientId) is { } known)
        {
            return new UploadProgress(request.Size, known);
        }

        if (uploads.Find(visitor.PersonId, clientId) is { } begun && begun.Size == request.Size)
        {
            return new UploadProgress(begun.Received, null);
        }

        var upload = Checked(visitor, chat, clientId, request);
        return uploads.TryAdd(upload) ? new UploadProgress(0, null) : throw new Refusal("Slow down a little: other files are still on their way");
    }

    private Upload Checked(Visitor visitor, Chat chat, string clientId, StartUpload request)
    {
        var most = options.Value.MaxFileBytes;
        if (request.Size <= 0 || request.Size > most)
        {
            throw new Refusal($"A file may have {most / 1_000_000.0:0.#} MB at most, and must not be empty");
        }

        var preview = request.Preview is { Length: <= MaxPreviewBytes } bytes && PictureHeader.TryRead(bytes) is not null ? bytes : null;
        var text = TextRules.MessageText(request.Text, options.Value.MaxTextLength);
        var to = access.RequireRecipient(chat, visitor.PersonId, request.To);
        return new Upload(chat, visitor.PersonId, to, clientId, text, TextRules.FileName(request.Name), request.Size, preview);
    }

    private UploadProgress Continue(Visitor visitor, UploadChunk request)
    {
        var clientId = TextRules.ClientId(request.ClientId);
        var upload = uploads.Find(visitor.PersonId, clientId) ?? throw new Refusal("This upload is not known any more");
        Message? message = null;
        lock (upload) // the same upload may be continued by a second tab or a connection that is not yet known to be dead
        {
            upload.Append(request.Offset, request.Bytes);
            if (upload.IsComplete)
            {
                message = Finish(visitor, upload);
            }
        }

        return new UploadProgress(upload.Received, message);
    }

    private Message Finish(Visitor visitor, Upload upload)
    {
        access.RequireMember(upload.Chat.Slug, visitor.PersonId);
        uploads.Remove(upload.From, upload.ClientId);
        return post.Post(new NewMessage(upload.Chat, upload.From, upload.To, upload.ClientId, upload.Text, upload.ToFile()), visitor.Socket);
    }

    private Done Cancel(Visitor visitor, CancelUpload request)
    {
        uploads.Remove(visitor.PersonId, TextRules.ClientId(request.ClientId));
        return Done.Instance;
    }
}
