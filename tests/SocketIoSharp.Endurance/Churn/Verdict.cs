namespace SocketIoSharp.Endurance.Churn;

/// <summary>Says what was not as it must be.</summary>
internal static class Verdict
{
    private const int Shown = 10;

    /// <returns>The exit code.</returns>
    public static int Of(ChurnCrowd crowd, IEnumerable<string> grown)
    {
        string[] complaints = [.. crowd.Failures.Take(Shown).Select(failure => "A connection went wrong: " + failure), .. grown.Select(what => "Grown by more than 5 %: " + what)];
        foreach (var complaint in complaints)
        {
            Console.Error.WriteLine(complaint);
        }

        return complaints.Length == 0 ? 0 : 1;
    }
}
