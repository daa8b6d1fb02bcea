using System.Reflection;

namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>
/// The compiler's notes on a declaration's nullability: one flag for each reference type in it, outer types first
/// (docs/features/nullable-metadata.md in the compiler's repository).
/// </summary>
internal sealed class NullabilityFlags
{
    public const byte NotNull = 1, MayBeNull = 2;

    private static readonly byte[] Unknown = [0];

    private readonly byte[] _flags;
    private int _next;

    private NullabilityFlags(byte[] flags) => _flags = flags;

    public static NullabilityFlags None { get; } = new(Unknown);

    public static NullabilityFlags Of(MemberInfo member) => Read(member.GetCustomAttributesData(), member.DeclaringType!);

    public static NullabilityFlags Of(ParameterInfo parameter) => Read(parameter.GetCustomAttributesData(), parameter.Member);

    public byte Next() => _flags.Length == 1 ? _flags[0] : _flags[_next++];

    private static NullabilityFlags Read(IList<CustomAttributeData> attributes, MemberInfo context) =>
        new(Find(attributes, "NullableAttribute") ?? ContextOf(context));

    // One flag stands for all in a method, a type or a module, where most are equal.
    private static byte[] ContextOf(MemberInfo? context)
    {
        for (; context is not null; context = context.DeclaringType)
        {
            if (Find(context.GetCustomAttributesData(), "NullableContextAttribute") is { } flags)
            {
                return flags;
            }
        }

        return Unknown;
    }

    private static byte[]? Find(IList<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == $"System.Runtime.CompilerServices.{name}")?.ConstructorArguments[0].Value switch
        {
            byte flag => [flag],
            IEnumerable<CustomAttributeTypedArgument> flags => [.. flags.Select(flag => (byte)flag.Value!)],
            _ => null,
        };
}
