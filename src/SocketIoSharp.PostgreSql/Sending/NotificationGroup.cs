using System.Globalization;
using System.Text;

namespace SocketIoSharp.PostgreSql.Sending;

/// <summary>Messages that go to the database in one statement, and so in one transaction: one behind the other, on one channel, all of them with a row or none. Not thread-safe.</summary>
internal sealed class NotificationGroup
{
    private readonly List<OutgoingNotification> _notifications = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    private NotificationGroup(OutgoingNotification first) => TryAdd(first);

    /// <summary>The messages.</summary>
    public IReadOnlyList<OutgoingNotification> Notifications => _notifications;

    /// <summary>Their channel.</summary>
    public string Channel => _notifications[0].Channel;

    /// <summary>Whether the messages are in rows.</summary>
    public bool HasRows => _notifications[0].Row is not null;

    /// <summary>What all stubs of a group with rows start with.</summary>
    public string StubStart => _notifications[0].Text;

    /// <summary>Divides messages into as few groups as their order allows.</summary>
    public static List<NotificationGroup> Divide(IEnumerable<OutgoingNotification> notifications)
    {
        var groups = new List<NotificationGroup>();
        foreach (var notification in notifications)
        {
            if (groups.Count == 0 || !groups[^1].TryAdd(notification))
            {
                groups.Add(new NotificationGroup(notification));
            }
        }

        return groups;
    }

    /// <summary>Gives each message a group of its own.</summary>
    public static List<NotificationGroup> Single(IEnumerable<OutgoingNotification> notifications) => [.. notifications.Select(notification => new NotificationGroup(notification))];

    /// <summary>The texts of a group without rows.</summary>
    public string JoinTexts() => string.Join(AttachmentTable.Separator, _texts);

    /// <summary>The rows behind each other, with the places where they start, counted from 1, and their lengths.</summary>
    public (byte[] Bytes, string Starts, string Lengths) JoinRows()
    {
        var (starts, lengths) = (new StringBuilder(), new StringBuilder());
        var bytes = new byte[_notifications.Sum(notification => notification.Row!.Length)];
        var position = 0;
        foreach (var notification in _notifications)
        {
            var row = notification.Row!;
            row.CopyTo(bytes, position);
            starts.Append(CultureInfo.InvariantCulture, $"{position + 1},");
            lengths.Append(CultureInfo.InvariantCulture, $"{row.Length},");
            position += row.Length;
        }

        return (bytes, starts.ToString(0, starts.Length - 1), lengths.ToString(0, lengths.Length - 1));
    }

    /// <summary>Says of each message that it was sent, or why not.</summary>
    public void Complete(Exception? failure)
    {
        foreach (var notification in _notifications)
        {
            notification.Complete(failure);
        }
    }

    private bool TryAdd(OutgoingNotification notification)
    {
        if (_notifications.Count > 0 && !IsLike(notification))
        {
            return false;
        }

        if (notification.Row is null && !TryAddText(notification.Text))
        {
            return false;
        }

        _notifications.Add(notification);
        return true;
    }

    // The id of the row makes stubs unequal.
    private bool IsLike(OutgoingNotification other) =>
        other.Channel == Channel && other.Row is not null == HasRows && (!HasRows || other.Text == StubStart);

    // PostgreSQL sends equal notifications of one transaction only once. White space behind makes them unequal, and means nothing in JSON.
    private bool TryAddText(string text)
    {
        var count = _seen.GetValueOrDefault(text);
        var different = count == 0 ? text : text + Difference(count);
        if (count > 0 && Encoding.UTF8.GetByteCount(different) >= OutgoingNotification.Limit)
        {
            return false;
        }

        _seen[text] = count + 1;
        _texts.Add(different);
        return true;
    }

    private static string Difference(int number)
    {
        var digits = new StringBuilder();
        for (; number > 0; number >>= 1)
        {
            digits.Append((number & 1) == 1 ? '\t' : ' ');
        }

        return digits.ToString();
    }
}
