using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SocketIoSharp.Hosting;

/// <summary>
/// Reads options from configuration, leaving those that are not there as they are. By hand: the framework's binder would want to fill
/// the serialiser's options and the delegates as well, which no configuration can.
/// </summary>
internal readonly struct OptionsSection(IConfiguration section)
{
    public void Read(string key, Action<string> set)
    {
        if (section[key] is { } text)
        {
            set(text);
        }
    }

    public void Read(string key, Action<bool> set) => Read(key, set, bool.Parse, "true or false");

    public void Read(string key, Action<int> set) => Read(key, set, text => int.Parse(text, CultureInfo.InvariantCulture), "a whole number");

    public void Read(string key, Action<TimeSpan> set) => Read(key, set, text => TimeSpan.Parse(text, CultureInfo.InvariantCulture), "a time such as 00:00:25");

    public void Read(string key, Action<DateTimeOffset> set) =>
        Read(key, set, text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), "a point in time such as 2030-01-01T00:00:00Z");

    public void Read<TEnum>(string key, Action<TEnum> set)
        where TEnum : struct, Enum =>
        Read(key, set, text => Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw new FormatException(), "one of " + string.Join(", ", Enum.GetNames<TEnum>()));

    public void Read(string key, Action<IList<string>> set)
    {
        // A list, or what fits one line: "polling, websocket".
        var values = section[key] is { } text
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList()
            : section.GetSection(key).GetChildren().Select(child => child.Value).OfType<string>().ToList();
        if (values.Count > 0)
        {
            set(values);
        }
    }

    /// <summary>Reads a group of options. <c>true</c> switches it on with what it has, <c>false</c> switches it off; a group of which nothing is configured stays as it is.</summary>
    public void ReadGroup<T>(string key, T? current, Action<T?> set, Action<OptionsSection, T> read)
        where T : class, new()
    {
        var child = section.GetSection(key);
        if (string.Equals(child.Value, bool.FalseString, StringComparison.OrdinalIgnoreCase))
        {
            set(null);
        }
        else if (child.Exists())
        {
            var group = current ?? new T();
            read(new OptionsSection(child), group);
            set(group);
        }
    }

    private void Read<T>(string key, Action<T> set, Func<string, T> parse, string expected)
    {
        if (section[key] is not { } text)
        {
            return;
        }

        try
        {
            set(parse(text));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            var path = section is IConfigurationSection { Path: { Length: > 0 } prefix } ? ConfigurationPath.Combine(prefix, key) : key;
            throw new InvalidOperationException($"The setting {path} is \"{text}\"; it must be {expected}.", exception);
        }
    }
}
