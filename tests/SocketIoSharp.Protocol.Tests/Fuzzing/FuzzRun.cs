using System.Globalization;

namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>
/// How many inputs are made, and from which seed: the same ones every time. <c>FUZZ_SEED</c> and <c>FUZZ_FACTOR</c> in the environment
/// make others and more of them.
/// </summary>
internal static class FuzzRun
{
    private static readonly int Seed = Setting("FUZZ_SEED", 20_260_101);

    private static readonly int Factor = Setting("FUZZ_FACTOR", 1);

    public static void Repeat(int count, Action<Random> once)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count * Factor; i++)
        {
            once(random);
        }
    }

    private static int Setting(string name, int byDefault) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : byDefault;
}
