namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>Makes sure, before anything is measured, that what is measured does its work.</summary>
internal static class Expect
{
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void That(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new InvalidOperationException($"Not so: {what}.");
        }
    }
}
