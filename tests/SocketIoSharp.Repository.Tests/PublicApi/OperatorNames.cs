using System.Reflection;

namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>The names of methods; operators as they are written.</summary>
internal static class OperatorNames
{
    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">", ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=", ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/",
        ["op_Modulus"] = "%", ["op_UnaryNegation"] = "-", ["op_UnaryPlus"] = "+", ["op_LogicalNot"] = "!", ["op_OnesComplement"] = "~",
        ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>",
        ["op_Increment"] = "++", ["op_Decrement"] = "--", ["op_True"] = "true", ["op_False"] = "false",
    };

    public static string Of(MethodInfo method) => method switch
    {
        { IsSpecialName: false } => method.Name,
        { Name: "op_Implicit" } => $"implicit operator {TypeText.Of(method.ReturnParameter)}",
        { Name: "op_Explicit" } => $"explicit operator {TypeText.Of(method.ReturnParameter)}",
        _ => Symbols.TryGetValue(method.Name, out var symbol) ? $"operator {symbol}" : method.Name,
    };
}
