using System.Globalization;
using System.Reflection;

namespace SocketIoSharp.Server.Tests.Hosting;

/// <summary>An option that a configuration file can name, with a value that is not its default.</summary>
internal sealed record BindableOption(string Key, IReadOnlyDictionary<string, string?> Settings, object Expected, Func<SocketIoOptions, object?> Read)
{
    /// <summary>Finds all of them: whatever is a scalar or a list of strings, here and in the groups below.</summary>
    public static IEnumerable<BindableOption> FindAll() => FindIn(typeof(SocketIoOptions), string.Empty, options => options);

    public override string ToString() => Key;

    private static IEnumerable<BindableOption> FindIn(Type type, string prefix, Func<SocketIoOptions, object?> find) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => FindAt(property, prefix + property.Name, find));

    private static IEnumerable<BindableOption> FindAt(PropertyInfo property, string key, Func<SocketIoOptions, object?> find)
    {
        var read = (SocketIoOptions options) => find(options) is { } group ? property.GetValue(group) : null;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsClass && (type.Assembly == typeof(EngineIo.EngineIoOptions).Assembly || type == typeof(ConnectionStateRecovery)))
        {
            return FindIn(type, key + ":", read);
        }

        var standard = property.GetValue(Activator.CreateInstance(property.DeclaringType!));
        return type == typeof(IList<string>) ? [new BindableOption(key, ListOf(key, "x-first", "x-second"), new[] { "x-first", "x-second" }, read)]
            : Choose(type, standard) is { } value ? [new BindableOption(key, new Dictionary<string, string?> { [key] = Write(value) }, value, read)]
            : [];
    }

    private static Dictionary<string, string?> ListOf(string key, params string[] values) =>
        values.Select((value, index) => (value, index)).ToDictionary(item => $"{key}:{item.index}", item => (string?)item.value);

    private static object? Choose(Type type, object? standard) =>
        type == typeof(string) ? "/x-other"
        : type == typeof(bool) ? !(bool)standard!
        : type == typeof(int) ? (int)standard! + 7
        : type == typeof(TimeSpan) ? new TimeSpan(0, 1, 2, 3, 450)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero)
        : type.IsEnum ? Enum.GetValues(type).Cast<object>().First(value => !value.Equals(standard))
        : null;

    private static string Write(object value) => value is DateTimeOffset time
        ? time.ToString("O", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
