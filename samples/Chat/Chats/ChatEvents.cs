using Ember.Hosting;
using Ember.Limits;
using Ember.People;
using Microsoft.Extensions.Options;

namespace Ember.Chats;

/// <summary>The front page, and chats as a whole: start, enter, leave, end.</summary>
internal sealed class ChatEvents(
    ChatStore chats, ChatAccess access, ChatViews views, Attendance attendance, ChatEnding ending, ChatAnnouncer announcer, PersonStore people, IOptions<ChatOptions> options)
    : IEventGroup
{
    public void Attach(Visitor visitor)
    {
        visitor.HandleAsync("lobby:enter", Cost.Request, () => EnterLobbyAsync(visitor));
        visitor.HandleAsync("lobby:leave", Cost.Request, () => LeaveLobbyAsync(visitor));
        visitor.HandleAsync("chats:mine", Cost.Request, () => Task.FromResult(new MyChats(views.Mine(visitor.PersonId))));
        visitor.Handle<CreateChat, CreatedChat>("chat:create", Cost.Creation, request => Create(visitor, request));
        visitor.HandleAsync<ChatRequest, EnteredChat>("chat:enter", Cost.Request, request => EnterAsync(visitor, request));
        visitor.HandleAsync<ChatRequest, Done>("chat:leave", Cost.Request, request => LeaveAsync(visitor, request));
        visitor.HandleAsync<ChatRequest, Done>("chat:forget", Cost.Request, request => ForgetAsync(visitor, request));
        visitor.HandleAsync<ChatRequest, Done>("chat:end", Cost.Request, request => EndAsync(visitor, request));
    }

    private async Task<OpenChats> EnterLobbyAsync(Visitor visitor)
    {
        await visitor.Socket.JoinAsync(Rooms.Lobby);
        return new OpenChats(views.Public());
    }

    private static async Task<Done> LeaveLobbyAsync(Visitor visitor)
    {
        await visitor.Socket.LeaveAsync(Rooms.Lobby);
        return Done.Instance;
    }

    private CreatedChat Create(Visitor visitor, CreateChat request)
    {
        var chat = chats.Create(TextRules.ChatTitle(request.Title), request.IsPublic, visitor.PersonId);
        announcer.ChatChanged(chat);
        return new CreatedChat(chat.Slug);
    }

    private async Task<EnteredChat> EnterAsync(Visitor visitor, ChatRequest request)
    {
        var chat = access.Require(request.Slug);
        if (people.FindName(visitor.PersonId) is null)
        {
            throw new Refusal("Please choose a name first");
        }

        if (!chats.IsMember(chat.Id, visitor.PersonId) && chats.CountMembers(chat.Id) >= options.Value.MaxPeople)
        {
            throw new Refusal("This chat is full");
        }

        await attendance.EnterAsync(visitor, chat);
        return views.Entered(chat, visitor.PersonId);
    }

    private async Task<Done> LeaveAsync(Visitor visitor, ChatRequest request)
    {
        if (visitor.Open.Values.FirstOrDefault(chat => chat.Slug == request.Slug) is { } open)
        {
            await attendance.LeaveAsync(visitor, open);
        }

        return Done.Instance;
    }

    private async Task<Done> ForgetAsync(Visitor visitor, ChatRequest request)
    {
        var chat = access.RequireMember(request.Slug, visitor.PersonId);
        await attendance.ForgetAsync(visitor.PersonId, chat);
        await visitor.Socket.LeaveAsync(chat.WatchRoom);
        return Done.Instance;
    }

    private async Task<Done> EndAsync(Visitor visitor, ChatRequest request)
    {
        var chat = access.RequireMember(request.Slug, visitor.PersonId);
        if (chat.CreatedBy != visitor.PersonId)
        {
            throw new Refusal("Only whoever started a chat can end it");
        }

        await ending.EndAsync(chat);
        return Done.Instance;
    }
}
