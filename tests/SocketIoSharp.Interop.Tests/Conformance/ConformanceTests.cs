namespace SocketIoSharp.Interop.Tests.Conformance;

/// <summary>The golden vectors of protocol-fixtures, checked by the program that also checks the JavaScript server.</summary>
[TestFixture(Ours)]
[TestFixture(Reference)]
[Parallelizable(ParallelScope.Self)]
internal sealed class ConformanceTests(string server)
{
    private const string Ours = "SocketIoSharp";
    private const string Reference = "the JavaScript reference";

    private VectorCheck _check = null!;

    [OneTimeSetUp]
    public async Task CheckVectors()
    {
        Requirements.NodeWith(Repository.ConformanceFolder);
        var program = Repository.Program("SocketIoSharp.ConformanceServer", "SocketIoSharp.ConformanceServer");
        _check = await VectorCheck.RunAsync(server is Ours ? $"dotnet \"{program}\"" : null);
    }

    [TestCase("engine.io/v4/packets.json")]
    [TestCase("engine.io/v4/payloads.json")]
    [TestCase("engine.io/v4/handshakes.json")]
    [TestCase("engine.io/v4/errors.json")]
    [TestCase("socket.io/v5/packets.json")]
    [TestCase("socket.io/v5/binary.json")]
    [TestCase("socket.io/v5/errors.json")]
    [TestCase("msgpack/packets.json")]
    [TestCase("dialogues/polling-")]
    [TestCase("dialogues/websocket-")]
    [TestCase("dialogues/upgrade")]
    public void Vectors_OfOnePart_AllPass(string part)
    {
        var failed = _check.Failed.Where(text => text.StartsWith("FAIL " + part, StringComparison.Ordinal)).ToList();
        if (failed.Count > 0)
        {
            Assert.Fail(string.Join('\n', failed));
        }

        _check.Passed.Should().Contain(label => label.StartsWith(part, StringComparison.Ordinal), "the part must have been checked: {0}", _check.Output);
    }

    [Test]
    public void Vectors_OfAllParts_AllPass()
    {
        if (_check.Failed.Count > 0 || _check.ExitCode != 0)
        {
            Assert.Fail($"Ended with code {_check.ExitCode}.\n" + string.Join('\n', _check.Failed));
        }

        _check.Output.Should().Contain($"{_check.Passed.Count} vectors checked, 0 failed").And.NotContain("skipped");
    }
}
