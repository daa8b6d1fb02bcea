using Ember.People;

namespace Ember.Hosting;

/// <summary>Events that belong together, and the rules of each; attached to every socket that connects.</summary>
internal interface IEventGroup
{
    void Attach(Visitor visitor);
}
