using System.Globalization;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests;

internal static partial class SocketWireExtensions
{
    private static int s_lastAckId;

    /// <summary>Emits an event and asks for an answer, which must be the next packet.</summary>
    /// <param name="client">The client.</param>
    /// <param name="json">The event's array.</param>
    /// <param name="name">The namespace.</param>
    /// <returns>The answer's array.</returns>
    public static async Task<string> AskAsync(this SocketWire client, string json, string name = "/")
    {
        var id = Interlocked.Increment(ref s_lastAckId).ToString(CultureInfo.InvariantCulture);
        var prefix = name == "/" ? string.Empty : name + ",";
        await client.SendAsync($"2{prefix}{id}{json}");
        var answer = await client.ReceiveAsync();
        answer.Should().StartWith($"3{prefix}{id}[");
        return answer[(1 + prefix.Length + id.Length)..];
    }

    /// <summary>Sends an event or an answer with attachments.</summary>
    /// <param name="client">The client.</param>
    /// <param name="packet">The text part, its type included.</param>
    /// <param name="attachments">The binary parts.</param>
    public static async Task SendBinaryAsync(this SocketWire client, string packet, params byte[][] attachments)
    {
        await client.SendAsync(packet);
        foreach (var attachment in attachments)
        {
            await client.Engine.SendAsync(attachment);
        }
    }

    /// <summary>The next packet must be this event, with a question for an answer.</summary>
    /// <returns>The id of the answer, which is the server's choice.</returns>
    public static async Task<string> ExpectRequestAsync(this SocketWire client, string json, string name = "/")
    {
        var packet = await client.ReceiveAsync();
        var match = RequestPattern().Match(packet);
        match.Success.Should().BeTrue("an event with an id is expected, not {0}", packet);
        match.Groups["name"].Value.Should().Be(name == "/" ? string.Empty : name + ",");
        match.Groups["json"].Value.Should().Be(json);
        return match.Groups["id"].Value;
    }

    /// <summary>Waits until the server has read everything that was sent.</summary>
    public static Task SynchroniseAsync(this SocketWire client) => ((WebSocketWire)client.Engine).SynchroniseAsync();

    [GeneratedRegex(@"^2(?<name>/[^,]*,)?(?<id>\d+)(?<json>\[.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex RequestPattern();
}
