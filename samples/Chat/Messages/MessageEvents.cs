using Ember.Chats;
using Ember.Hosting;
using Ember.Limits;
using Ember.People;
using Microsoft.Extensions.Options;

namespace Ember.Messages;

/// <summary>Sending, reading, typing.</summary>
internal sealed class MessageEvents(ChatAccess access, Presence presence, MessagePost post, ReceiptFeed receipts, IOptions<ChatOptions> options) : IEventGroup
{
    public void Attach(Visitor visitor)
    {
        visitor.Handle<SendMessage, Message>("message:send", Cost.Request, request => Send(visitor, request));
        visitor.Handle<SeenMessage, Done>("message:seen", Cost.Signal, request => Seen(visitor, request));
        visitor.HandleSignal<TypingSignal>("typing", signal => Typing(visitor, signal));
    }

    private Message Send(Visitor visitor, SendMessage request)
    {
        var chat = access.RequireMember(request.Slug, visitor.PersonId);
        var text = TextRules.MessageText(request.Text, options.Value.MaxTextLength);
        if (text.Length == 0)
        {
            throw new Refusal("A message needs some text");
        }

        var to = access.RequireRecipient(chat, visitor.PersonId, request.To);
        return post.Post(new NewMessage(chat, visitor.PersonId, to, TextRules.ClientId(request.ClientId), text), visitor.Socket);
    }

    private Done Seen(Visitor visitor, SeenMessage request)
    {
        var chat = access.RequireMember(request.Slug, visitor.PersonId);
        receipts.Mark(chat, visitor.PersonId, access.RequirePeer(chat, request.With), request.Id, seen: true);
        return Done.Instance;
    }

    private void Typing(Visitor visitor, TypingSignal signal)
    {
        if (visitor.Open.Values.FirstOrDefault(chat => chat.Slug == signal.Slug) is not { } chat
            || (signal.To is not null && !presence.PeopleIn(chat.Id).Contains(signal.To)))
        {
            return;
        }

        var notice = new TypingNotice(chat.Slug, visitor.PersonId, signal.To);
        var others = signal.To is null ? visitor.Socket.To(chat.Room) : visitor.Socket.To(Rooms.Person(signal.To));
        _ = others.Volatile.EmitAsync("typing", notice);
    }
}
