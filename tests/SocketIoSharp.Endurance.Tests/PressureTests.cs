namespace SocketIoSharp.Endurance.Tests;

internal sealed class PressureTests
{
    [Test]
    public async Task Pressure_EveryKindOfTrouble_ClosesNobodyWhoAnswers()
    {
        var run = await EnduranceProgram.RunAsync(TimeSpan.FromMinutes(3), "pressure", "--quick");

        run.ExitCode.Should().Be(0, "{0}", run.Output);
    }
}
