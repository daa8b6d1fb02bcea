namespace SocketIoSharp.EngineIo.Tests;

/// <summary>Each row was taken from the reference's negotiation (accepts and negotiator).</summary>
internal sealed class AcceptedEncodingTests
{
    [TestCase(null, null)]
    [TestCase("", null)]
    [TestCase("gzip", "gzip")]
    [TestCase("GZIP", "gzip")]
    [TestCase("deflate", "deflate")]
    [TestCase("br", null)]
    [TestCase("identity", null)]
    [TestCase("*", "gzip")]
    [TestCase("gzip, deflate, br", "gzip")]
    [TestCase("deflate, gzip", "deflate")]
    [TestCase("deflate;q=0.5, gzip", "gzip")]
    [TestCase("deflate;q=0.9, gzip;q=0.8", "deflate")]
    [TestCase("gzip;q=0", null)]
    [TestCase("gzip;q=0, *", "deflate")]
    [TestCase("*;q=0.5, deflate;q=0.5", "deflate")]
    [TestCase("*, deflate", "deflate")]
    [TestCase("*, deflate;q=0.1", "gzip")]
    [TestCase("gzip;q=abc", null)]
    [TestCase("gzip;level=1;q=0.3, deflate;q=0.4", "deflate")]
    [TestCase("identity, gzip;q=0.1", "gzip")]
    [TestCase(" , ;q=1, gzip", "gzip")]
    [TestCase("gzip;q=0.1, gzip;q=0.9, deflate;q=0.5", "gzip")]
    [TestCase("gzip;q=0.5;q=1, deflate;q=0.7", "deflate")]
    public void Choose_OfGzipAndDeflate_IsTheReferencesChoice(string? header, string? expected) =>
        AcceptedEncoding.Choose(header, "gzip", "deflate").Should().Be(expected);

    [TestCase("gzip,br,deflate", "gzip")]
    [TestCase("br", "br")]
    [TestCase("*", "br")]
    [TestCase("gzip, *", "gzip")]
    public void Choose_WithBrotli_TiesGoByTheClientsOrder(string header, string expected) =>
        AcceptedEncoding.Choose(header, "br", "gzip", "deflate").Should().Be(expected);
}
