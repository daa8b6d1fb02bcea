using System.Reflection;
using System.Runtime.CompilerServices;

namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>Writes the type of a declaration as C# does, with <c>!</c> and <c>?</c> for references.</summary>
internal sealed class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    private readonly NullabilityFlags _flags;
    private readonly Queue<string?> _tupleNames;

    private TypeText(NullabilityFlags flags, TupleElementNamesAttribute? names)
    {
        _flags = flags;
        _tupleNames = new Queue<string?>(names?.TransformNames ?? []);
    }

    public static string Of(MemberInfo member, Type type) =>
        new TypeText(NullabilityFlags.Of(member), member.GetCustomAttribute<TupleElementNamesAttribute>()).Write(type);

    public static string Of(ParameterInfo parameter) =>
        new TypeText(NullabilityFlags.Of(parameter), parameter.GetCustomAttribute<TupleElementNamesAttribute>()).Write(parameter.ParameterType);

    public static string Of(Type type) => new TypeText(NullabilityFlags.None, names: null).Write(type);

    /// <summary>The name of a type as it is declared: <c>Namespace.Outer.Inner&lt;T&gt;</c>.</summary>
    public static string Declared(Type type) => Qualified(type, [.. type.GetGenericArguments().Select(argument => argument.Name)]);

    private string Write(Type type)
    {
        if (type.IsByRef || type.IsPointer)
        {
            return Write(type.GetElementType()!) + (type.IsPointer ? "*" : "");
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Write(underlying)}?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name + (_flags.Next() is var flag && (flag == NullabilityFlags.MayBeNull || IsReference(type)) ? Suffix(flag) : "");
        }

        if (type.IsArray)
        {
            var suffix = Suffix(_flags.Next());
            return $"{Write(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]{suffix}";
        }

        return type.IsValueType ? WriteValue(type) : WriteReference(type);
    }

    private string WriteValue(Type type)
    {
        if (!type.IsGenericType)
        {
            return NameOf(type, []);
        }

        // A generic value type has a flag, which says nothing.
        _flags.Next();
        return type.IsAssignableTo(typeof(ITuple)) ? WriteTuple(type) : NameOf(type, WriteArguments(type));
    }

    private string WriteReference(Type type)
    {
        var suffix = Suffix(_flags.Next());
        return NameOf(type, WriteArguments(type)) + suffix;
    }

    private string WriteTuple(Type type)
    {
        var names = type.GetGenericArguments().Select(_ => _tupleNames.TryDequeue(out var name) ? name : null).ToArray();
        return $"({string.Join(", ", WriteArguments(type).Zip(names, (element, name) => name is null ? element : $"{element} {name}"))})";
    }

    private string[] WriteArguments(Type type) => [.. type.GetGenericArguments().Select(Write)];

    private static string NameOf(Type type, string[] arguments) => Keywords.GetValueOrDefault(type) ?? Qualified(type, arguments);

    private static string Qualified(Type type, ReadOnlySpan<string> arguments)
    {
        // A nested type repeats the arguments of the outer one in front of its own.
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var prefix = type.IsNested ? Qualified(type.DeclaringType!, arguments[..outer]) : type.Namespace;
        var own = arguments[outer..];
        return $"{prefix}.{type.Name.Split('`')[0]}{(own.Length == 0 ? "" : $"<{string.Join(", ", own.ToArray())}>")}";
    }

    private static bool IsReference(Type parameter) =>
        parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)
        || parameter.GetGenericParameterConstraints().Any(constraint => constraint.IsClass && constraint != typeof(ValueType));

    private static string Suffix(byte flag) => flag switch
    {
        NullabilityFlags.NotNull => "!",
        NullabilityFlags.MayBeNull => "?",
        _ => "",
    };
}
