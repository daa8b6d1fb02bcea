using System.Text;
using Npgsql;
using SocketIoSharp.PostgreSql.Channels;

namespace SocketIoSharp.PostgreSql.Tests.Channels;

/// <summary>What LISTEN makes of a name is what must be notified.</summary>
internal sealed class ChannelNameTests : DatabaseFixture
{
    [TestCase("/")]
    [TestCase("/a\"b")]
    [TestCase("/12345678901234567890123456789012345678901234567890123")]
    [TestCase("/1234567890123456789012345678901234567890123456789012")]
    [TestCase("/123456789012345678901234567890123456789012345678901")]
    [TestCase("/12345678901234567890123456789012345678901234567890é")]
    [TestCase("/1234567890123456789012345678901234567890123456789😀")]
    [TestCase("/123456789012345678901234567890123456789012345678😀")]
    [TestCase("/ööööööööööööööööööööööööööööööööö")]
    public async Task Text_OfALongName_IsWhatPostgreSqlCutsItTo(string @namespace)
    {
        var channel = ChannelName.Of("socket.io", @namespace);
        await using var connection = await Source.OpenConnectionAsync();
        await using var listen = new NpgsqlCommand("LISTEN \"" + ("socket.io#" + @namespace).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"", connection);
        await listen.ExecuteNonQueryAsync();
        await using var ask = new NpgsqlCommand("SELECT pg_listening_channels()", connection);

        channel.Text.Should().Be((string)(await ask.ExecuteScalarAsync())!);
        channel.IsCut.Should().Be(Encoding.UTF8.GetByteCount("socket.io#" + @namespace) > 63);
    }

    [Test]
    public void Of_WhatPostgreSqlCannotHave_Throws()
    {
        foreach (var name in new[] { "/a\0", "/a\ud800", "/\udc00a" })
        {
            var make = () => ChannelName.Of("socket.io", name);

            make.Should().Throw<ArgumentException>();
        }
    }
}
