using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>Writes parameters and constants as C# does.</summary>
internal static class ParameterText
{
    public static string List(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Of));

    public static string Constant(Type type, object? value) => value switch
    {
        null when type.IsValueType && Nullable.GetUnderlyingType(type) is null => $"default({TypeText.Of(type)})",
        null => "null",
        _ when type.IsEnum => EnumMember(type, value) is { } name ? $"{TypeText.Of(type)}.{name}" : $"({TypeText.Of(type)}){Number(value)}",
        string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        char character => $"'{character}'",
        bool flag => flag ? "true" : "false",
        _ => Number(value),
    };

    private static string? EnumMember(Type type, object value) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(field => Number(field.GetRawConstantValue()!) == Number(value))?.Name;

    private static string Number(object value) => Convert.ToString(value is Enum ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture)!;

    private static string Of(ParameterInfo parameter) =>
        $"{ModifierOf(parameter)}{TypeText.Of(parameter)} {parameter.Name}{DefaultOf(parameter)}";

    private static string ModifierOf(ParameterInfo parameter)
    {
        var isByRef = parameter.ParameterType.IsByRef;
        var isThis = parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute));
        return (isThis ? "this " : "")
            + (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")
            + (parameter.IsDefined(typeof(ScopedRefAttribute)) ? "scoped " : "")
            + (!isByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ");
    }

    private static string DefaultOf(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            return "";
        }

        // Of an enumeration only the number is in the assembly.
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return $" = {Constant(parameter.RawDefaultValue is null ? parameter.ParameterType : type, parameter.RawDefaultValue)}";
    }
}
