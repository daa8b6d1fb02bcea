using System.Reflection;

namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>Prints what other assemblies can see, a line for each type and member, in the format of Microsoft.CodeAnalysis.PublicApiAnalyzers.</summary>
internal static class PublicApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static IReadOnlyList<string> Print(Assembly assembly) =>
        [.. assembly.GetTypes().Where(IsVisible).SelectMany(Print).Order(StringComparer.OrdinalIgnoreCase).ThenBy(line => line, StringComparer.Ordinal)];

    public static IEnumerable<string> Print(Type type)
    {
        var name = TypeText.Declared(type);
        yield return name;
        if (type is { IsValueType: true, IsEnum: false })
        {
            // Every structure has it, and nothing in the assembly says so.
            yield return $"{name}.{SimpleName(type)}() -> void";
        }

        foreach (var line in type.GetMembers(Declared).SelectMany(Print))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Print(MemberInfo member) => member switch
    {
        FieldInfo field when IsVisible(field.Attributes, field.DeclaringType!) && !field.IsSpecialName => [Print(field)],
        PropertyInfo property => property.GetAccessors(nonPublic: true).Where(IsVisible).Select(accessor => Print(property, accessor)),
        EventInfo added when IsVisible(added.AddMethod!) =>
            [$"{ModifiersOf(added.AddMethod!)}{TypeText.Declared(added.DeclaringType!)}.{added.Name} -> {TypeText.Of(added, added.EventHandlerType!)}"],
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) && !IsDelegate(constructor.DeclaringType!) => [Print(constructor)],
        MethodInfo method when IsVisible(method) && !IsAccessor(method) && (!IsDelegate(method.DeclaringType!) || method.Name == "Invoke") => [Print(method)],
        _ => [],
    };

    private static string Print(FieldInfo field)
    {
        var type = field.DeclaringType!;
        var name = $"{TypeText.Declared(type)}.{field.Name}";
        if (field.IsLiteral)
        {
            var value = type.IsEnum ? ParameterText.Constant(Enum.GetUnderlyingType(type), field.GetRawConstantValue()) : ParameterText.Constant(field.FieldType, field.GetRawConstantValue());
            return $"{(type.IsEnum ? "" : "const ")}{name} = {value} -> {TypeText.Of(field, field.FieldType)}";
        }

        return $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{name} -> {TypeText.Of(field, field.FieldType)}";
    }

    private static string Print(PropertyInfo property, MethodInfo accessor)
    {
        var isGetter = accessor == property.GetMethod;
        var parameters = property.GetIndexParameters().Length == 0 ? []
            : isGetter ? accessor.GetParameters() : accessor.GetParameters()[..^1];
        var isInit = accessor.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
        return $"{ModifiersOf(accessor)}{TypeText.Declared(property.DeclaringType!)}."
            + (parameters.Length == 0 ? property.Name : $"this[{ParameterText.List(parameters)}]")
            + (isGetter ? $".get -> {RefOf(accessor)}{TypeText.Of(property, property.PropertyType)}" : isInit ? ".init -> void" : ".set -> void");
    }

    private static string Print(ConstructorInfo constructor) =>
        $"{TypeText.Declared(constructor.DeclaringType!)}.{SimpleName(constructor.DeclaringType!)}({ParameterText.List(constructor.GetParameters())}) -> void";

    private static string Print(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        return $"{ModifiersOf(method)}{TypeText.Declared(method.DeclaringType!)}.{OperatorNames.Of(method)}{generic}({ParameterText.List(method.GetParameters())})"
            + $" -> {RefOf(method)}{TypeText.Of(method.ReturnParameter)}";
    }

    private static string ModifiersOf(MethodInfo method)
    {
        var type = method.DeclaringType!;
        var isOverride = method.GetBaseDefinition() != method;
        var inheritance = type.IsInterface ? ""
            : isOverride ? method.IsAbstract ? "override abstract " : method.IsFinal ? "override sealed " : "override "
            : method.IsAbstract ? "abstract "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual "
            : "";
        return (method.IsStatic ? "static " : "") + inheritance;
    }

    private static string RefOf(MethodInfo method) => method.ReturnType.IsByRef ? "ref " : "";

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsDelegate(Type type) => type.IsAssignableTo(typeof(Delegate));

    private static bool IsVisible(Type type) =>
        type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType!))
        || ((type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) && !type.DeclaringType!.IsSealed);

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsVisible(FieldAttributes attributes, Type type) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public
        || ((attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Family or FieldAttributes.FamORAssem && !type.IsSealed);

    private static string SimpleName(Type type) => type.Name.Split('`')[0];
}
