using System.Text;
using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.Protocol.Tests.EngineIo;

internal sealed class LenientBase64Tests
{
    [Test]
    public void Decode_WhatTheFrameworkEncodes_IsTheOriginal([Range(0, 70)] int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var standard = Convert.ToBase64String(bytes);
        var spellings = (string[])
        [
            standard, standard.TrimEnd('='), standard.Replace('+', '-').Replace('/', '_'), string.Join("\r\n", standard.Chunk(4).Select(chunk => new string(chunk))),
            string.Concat(standard.TrimEnd('=').Select(letter => $"{letter}!")), $"{standard}=",
        ];

        foreach (var spelling in spellings)
        {
            LenientBase64.Decode(Encoding.ASCII.GetBytes(spelling)).Should().Equal(bytes, "\"{0}\" is a spelling of it", spelling);
        }
    }

    // Node.js: Buffer.from("…", "base64").
    [TestCase("", "")]
    [TestCase("=", "")]
    [TestCase("A", "")]
    [TestCase("AQ", "01")]
    [TestCase("=AQID", "")]
    [TestCase("AQ=ID", "01")]
    [TestCase("AQI=D", "0102")]
    [TestCase("A Q I D", "010203")]
    [TestCase("AQIDB", "010203")]
    [TestCase("____", "FFFFFF")]
    [TestCase("é", "")]
    public void Decode_AnythingElse_IsWhatNodeMakesOfIt(string text, string expected) =>
        Convert.ToHexString(LenientBase64.Decode(Encoding.UTF8.GetBytes(text))).Should().Be(expected);
}
