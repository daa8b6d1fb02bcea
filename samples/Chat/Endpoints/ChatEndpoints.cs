using Ember.Chats;
using Ember.Hosting;
using Ember.Limits;
using Ember.Messages;
using Ember.People;
using Microsoft.Extensions.Options;

namespace Ember.Endpoints;

/// <summary>What is read rather than heard: oneself, the public chats, a chat's history page by page.</summary>
internal static class ChatEndpoints
{
    private const int MaxPage = 100;

    public static void MapChats(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", WhoAmI).AllowAnonymous();
        api.MapGet("/chats", (ChatViews views) => new OpenChats(views.Public()));
        api.MapGet("/chats/{slug}", (string slug, ChatAccess access, ChatViews views) => views.Summary(access.Require(slug)));
        api.MapGet("/chats/{slug}/messages", History);
    }

    private static Me WhoAmI(HttpContext http, PersonStore people, ListeningAddresses addresses, IOptions<ChatOptions> options)
    {
        var id = http.User.PersonIdOrNull() ?? VisitorToken.Issue(http);
        var limits = options.Value;
        return new Me(id, people.FindName(id) ?? "", limits.MaxFileBytes, limits.MaxTextLength, (int)limits.Grace.TotalSeconds,
            [.. addresses.InNetwork.Select(address => address.GetLeftPart(UriPartial.Authority))]);
    }

    private static MessagePage History(
        string slug, HttpContext http, ChatAccess access, MessageStore messages, string with = "", long? before = null, long? after = null, int limit = 50)
    {
        var me = http.User.PersonId();
        var chat = access.RequireMember(slug, me);
        var size = Math.Clamp(limit, 1, MaxPage);
        return after is { } id
            ? messages.After(chat, me, with, id, size)
            : messages.Before(chat, me, with, before ?? long.MaxValue, size);
    }
}
