namespace Ember.Messages;

internal sealed record MarksNotice(string Slug, IReadOnlyList<Mark> Marks);
