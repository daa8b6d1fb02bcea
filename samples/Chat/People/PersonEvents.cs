using Ember.Chats;
using Ember.Hosting;
using Ember.Limits;

namespace Ember.People;

/// <summary>Choosing and changing one's name.</summary>
internal sealed class PersonEvents(PersonStore people, ChatStore chats, ChatAnnouncer announcer) : IEventGroup
{
    public void Attach(Visitor visitor) =>
        visitor.Handle<RenameRequest, Person>("person:rename", Cost.Request, request => Rename(visitor, request));

    private Person Rename(Visitor visitor, RenameRequest request)
    {
        var person = new Person(visitor.PersonId, TextRules.PersonName(request.Name), true);
        people.SetName(person.Id, person.Name);
        foreach (var chat in chats.OfMember(person.Id))
        {
            announcer.PersonChanged(chat, person.Id);
        }

        return person;
    }
}
