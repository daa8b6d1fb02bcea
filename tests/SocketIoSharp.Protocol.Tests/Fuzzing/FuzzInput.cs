namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>What must hold for an input. A failure names the input in a form that a test can be made of.</summary>
internal static class FuzzInput
{
    /// <exception cref="FuzzFailureException">It does not hold.</exception>
    public static void Check(bool isTrue, string what, ReadOnlySpan<byte> input)
    {
        if (!isTrue)
        {
            throw new FuzzFailureException($"{what}: {Spell(input)}");
        }
    }

    /// <summary>No more may have been allocated for an input than a bound.</summary>
    /// <exception cref="FuzzFailureException">It does not hold.</exception>
    public static void CheckAllocated(long allocated, long bound, ReadOnlySpan<byte> input) =>
        Check(allocated < bound || RuntimeTables.MayHave(allocated - bound), $"{allocated} bytes allocated", input);

    /// <summary>Runs what must not throw.</summary>
    /// <exception cref="FuzzFailureException">It threw.</exception>
    public static T Guard<T>(ReadOnlySpan<byte> input, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is not FuzzFailureException)
        {
            throw new FuzzFailureException($"{exception.GetType().Name}: {Spell(input)}", exception);
        }
    }

    private static string Spell(ReadOnlySpan<byte> input) => $"Convert.FromHexString(\"{Convert.ToHexString(input)}\")";
}
