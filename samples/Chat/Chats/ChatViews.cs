using Ember.Messages;
using Ember.People;

namespace Ember.Chats;

/// <summary>Puts together what is stored about a chat and who is in it now.</summary>
internal sealed class ChatViews(ChatStore chats, ReceiptStore receipts, Presence presence)
{
    private const int MostFaces = 4;
    private const int MostListed = 60;

    public ChatSummary Summary(Chat chat)
    {
        var here = presence.PeopleIn(chat.Id);
        var faces = here.Count == 0 ? [] : People(chat).Where(person => person.Online).Take(MostFaces).ToArray();
        return new ChatSummary(chat.Slug, chat.Title, chat.IsPublic, chat.CreatedBy, here.Count, faces, chats.LastMessageAt(chat));
    }

    public IReadOnlyList<ChatSummary> Public() => [.. chats.Public()
        .Select(Summary)
        .OrderByDescending(chat => chat.People)
        .ThenByDescending(chat => chat.LastAt)
        .Take(MostListed)];

    public IReadOnlyList<MyChat> Mine(string personId) => [.. chats.OfMember(personId).Select(chat =>
    {
        var s = Summary(chat);
        return new MyChat(s.Slug, s.Title, s.IsPublic, s.CreatedBy, s.People, s.Faces, s.LastAt, receipts.Unread(chat.Id, personId));
    })];

    public EnteredChat Entered(Chat chat, string personId) =>
        new(Summary(chat), People(chat), receipts.VisibleTo(chat.Id, personId), receipts.Conversations(chat.Id, personId));

    public IReadOnlyList<Person> People(Chat chat)
    {
        var here = presence.PeopleIn(chat.Id);
        return [.. chats.People(chat.Id).Select(person => new Person(person.Id, person.Name, here.Contains(person.Id), person.HasLeft))];
    }
}
