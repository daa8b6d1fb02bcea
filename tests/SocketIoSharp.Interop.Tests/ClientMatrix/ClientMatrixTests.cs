namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>Every client of the last ten years that the registries have, and the document that says so.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ClientMatrixTests
{
    private MatrixRun _run = null!;

    private static IEnumerable<TestCaseData> Rows() =>
        MatrixPlan.SocketIoRows.Concat(MatrixPlan.EngineRows).Select(row => new TestCaseData(row).SetArgDisplayNames(row.ToString()));

    [OneTimeSetUp]
    public void CreateRun()
    {
        Requirements.NodeWith(Repository.ClientsFolder);
        _run = new MatrixRun();
    }

    [OneTimeTearDown]
    public async Task EndRun()
    {
        if (_run is not null)
        {
            await _run.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Rows))]
    public async Task Client_OverItsTransport_PassesEveryAspect(MatrixRow row)
    {
        if (row.NeedsBrowser)
        {
            Requirements.Browser();
        }

        var faults = await _run.FaultsOf(row);
        if (faults.Count > 0)
        {
            Assert.Fail(string.Join('\n', faults));
        }
    }

    // Only this test writes, and it plays whatever no other test has played: a run of some rows changes nothing.
    [Test]
    public async Task Document_OfAllRows_SaysWhatTheyHaveShown()
    {
        Requirements.Browser();
        var rows = MatrixPlan.SocketIoRows.Concat(MatrixPlan.EngineRows).ToList();
        var faults = (await Task.WhenAll(rows.Select(_run.FaultsOf))).SelectMany(list => list).ToList();
        faults.Should().BeEmpty("the document is written only when all rows have passed");
        (await _run.ServerErrorsAsync()).Should().BeEmpty("the servers must not log errors");

        var text = await MatrixDocument.RenderAsync(MatrixPlan.SocketIoRows, MatrixPlan.EngineRows, _run.OutcomesOf);
        var present = File.Exists(MatrixDocument.Path) ? (await File.ReadAllTextAsync(MatrixDocument.Path)).ReplaceLineEndings("\n") : null;
        if (text == present)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            Assert.Fail("docs/clients.md is not what this run has shown. Run the tests outside of CI and commit the file that they write.\n" + text);
        }

        await File.WriteAllTextAsync(MatrixDocument.Path, text);
        await TestContext.Out.WriteLineAsync("docs/clients.md has changed: commit it.");
    }
}
