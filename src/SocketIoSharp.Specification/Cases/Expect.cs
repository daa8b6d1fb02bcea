using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SocketIoSharp.Specification.Cases;

/// <summary>Says what is wrong, in words that need no look at the code.</summary>
internal static class Expect
{
    public static void That(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new SpecificationException($"Expected {what}.");
        }
    }

    public static void Equal<T>(T expected, T found, [CallerArgumentExpression(nameof(found))] string what = "") =>
        That(EqualityComparer<T>.Default.Equals(expected, found), $"{what} to be {expected}, but it is {found}");

    /// <summary>Compares two lists in which order means nothing.</summary>
    public static void SameItems<T>(IEnumerable<T> expected, IEnumerable<T> found, [CallerArgumentExpression(nameof(found))] string what = "") =>
        SameList(expected.Order(), found.Order(), what);

    public static void SameList<T>(IEnumerable<T> expected, IEnumerable<T> found, [CallerArgumentExpression(nameof(found))] string what = "")
    {
        T[] wanted = [.. expected];
        T[] got = [.. found];
        That(wanted.SequenceEqual(got), $"{what} to be {Text(wanted)}, but it is {Text(got)}");
    }

    /// <summary>Waits for an exception.</summary>
    public static async Task<TException> ThrowsAsync<TException>(Task task, string what)
        where TException : Exception
    {
        try
        {
            await task;
        }
        catch (TException exception)
        {
            return exception;
        }

        throw new SpecificationException($"Expected {what} to fail with {typeof(TException).Name}, but it was successful.");
    }

    private static string Text<T>(T[] items)
    {
        var text = JsonSerializer.Serialize(items);
        return text.Length <= 300 ? text : $"{text[..300]}… ({items.Length} items)";
    }
}
