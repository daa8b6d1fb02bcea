using System.Text;
using System.Text.Json;
using SocketIoSharp.Connections.Revisions;

namespace SocketIoSharp.Server.Tests.Revisions;

internal sealed class NamespaceAddressTests
{
    // What `new URL(field, "https://socket.io")` of Node.js says.
    [TestCase("/", "/", "")]
    [TestCase("/admin", "/admin", "")]
    [TestCase("/a-b_c/D9", "/a-b_c/D9", "")]
    [TestCase("/admin?token=1234&uid=abcd", "/admin", "token=1234&uid=abcd")]
    [TestCase("/admin?", "/admin", "")]
    [TestCase("/a?x=1?y=2#z", "/a", "x=1?y=2")]
    [TestCase("/a#c?d", "/a", "")]
    [TestCase("/a//b", "/a//b", "")]
    [TestCase("/a/", "/a/", "")]
    [TestCase("/a/..", "/", "")]
    [TestCase("/a/../..", "/", "")]
    [TestCase("/a/.", "/a/", "")]
    [TestCase("/./", "/", "")]
    [TestCase("/a/%2e%2E/b", "/b", "")]
    [TestCase("/a/.%2e/b", "/b", "")]
    [TestCase("/...", "/...", "")]
    [TestCase("/..a/%2e%2e%2e", "/..a/%2e%2e%2e", "")]
    [TestCase("/a\\..\\b", "/b", "")]
    [TestCase("/a b", "/a%20b", "")]
    [TestCase("/é", "/%C3%A9", "")]
    [TestCase("/😀", "/%F0%9F%98%80", "")]
    [TestCase("/a%41%zz%2f", "/a%41%zz%2f", "")]
    [TestCase("/a\"<>`{}", "/a%22%3C%3E%60%7B%7D", "")]
    [TestCase("/a|b[c]^:@=;!*()'~$&+", "/a|b[c]^:@=;!*()'~$&+", "")]
    [TestCase("/a\u0001\u007f", "/a%01%7F", "")]
    [TestCase("/a\t\r\nb?x=1\n2 ", "/ab", "x=12")]
    [TestCase("/a \u0000", "/a", "")]
    public void Parse_Field_IsReadAsAUrl(string field, string name, string query)
    {
        NamespaceAddress.TryParse(field, out var address).Should().BeTrue();

        address.Should().Be(new NamespaceAddress(name, query));
    }

    [TestCase("//")]
    [TestCase("//host/admin")]
    [TestCase("/\\host/admin")]
    [TestCase("/\t/host")]
    public void Parse_FieldWithAHost_IsRefused(string field) =>
        NamespaceAddress.TryParse(field, out _).Should().BeFalse();

    [Test]
    public void Parse_HostileField_TakesLinearTime()
    {
        var field = string.Concat(Enumerable.Repeat("/a/..", 200_000)) + "?" + new string('&', 100_000) + string.Concat(Enumerable.Repeat("a=%41&", 100_000));

        NamespaceAddress.TryParse(field, out var address).Should().BeTrue();

        address.Name.Should().Be("/");
        Encoding.UTF8.GetString(NamespaceQuery.ToJson(address.Query)).Should().Be("""{"a":"A"}""");
    }

    [TestCase("", "{}")]
    [TestCase("token=1234&uid=abcd", """{"token":"1234","uid":"abcd"}""")]
    [TestCase("x=1&y=2&x=3", """{"x":"3","y":"2"}""")]
    [TestCase("a+b=c%20d%26+e", """{"a b":"c d& e"}""")]
    [TestCase("f&=e&&g=", """{"f":"","":"e","g":""}""")]
    [TestCase("?x=1", """{"?x":"1"}""")]
    [TestCase("__proto__=x&constructor=y", """{"__proto__":"x","constructor":"y"}""")]
    [TestCase("e=é%C3%A9", """{"e":"éé"}""")]
    public void Query_AnyPairs_AreAnObjectOfStrings(string query, string expected)
    {
        using var found = JsonDocument.Parse(NamespaceQuery.ToJson(query));
        using var wanted = JsonDocument.Parse(expected);

        found.RootElement.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString()))
            .Should().Equal(wanted.RootElement.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString())));
    }
}
