using System.Net;
using Microsoft.Playwright;

namespace SocketIoSharp.Interop.Tests.Samples;

internal sealed class ClusterPageTests : ClusterPageFixture
{
    [Test]
    public async Task Page_OpenedByAnybody_ShowsThreeNodesAndWhatEachSaysInAllPanes()
    {
        await using var page = await ClusterPage.OpenAsync(Browser, Cluster.Url);
        var nodes = await Task.WhenAll(ClusterPage.Everybody.Select(page.NodeOfAsync));
        nodes.Should().BeEquivalentTo("amber", "birch", "cedar");
        foreach (var node in nodes)
        {
            await Assertions.Expect(page.Card(node)).ToContainTextAsync("1 socket");
            await Assertions.Expect(page.Card(node)).ToContainTextAsync("running");
        }

        foreach (var name in ClusterPage.Everybody)
        {
            await page.SayAsync(name, $"I am {name}");
            foreach (var other in ClusterPage.Everybody)
            {
                await Assertions.Expect(page.MessagesOf(other).Last).ToHaveTextAsync($"I am {name}");
                await Assertions.Expect(page.Pane(other).Locator(".origin").Last).ToHaveTextAsync($"via {await page.NodeOfAsync(name)}");
            }
        }
    }

    [Test]
    public async Task Page_RoomsAreJoinedAndLeft_ShowsWhoIsInThemAndReachesOnlyThose()
    {
        await using var page = await ClusterPage.OpenAsync(Browser, Cluster.Url);
        await page.JoinAsync("Ann", "green");
        await page.JoinAsync("Cleo", "green");
        var room = page.Page.Locator("#rooms [data-room=green]");
        await Assertions.Expect(room).ToContainTextAsync("2 sockets");
        await Assertions.Expect(room.Locator(".on")).ToHaveTextAsync([.. new[] { await page.NodeOfAsync("Ann"), await page.NodeOfAsync("Cleo") }.Order()]);

        await page.Pane("Ann").GetByLabel("To", new LocatorGetByLabelOptions { Exact = true }).SelectOptionAsync("green");
        await page.SayAsync("Ann", "for the room");
        await Assertions.Expect(page.MessagesOf("Cleo")).ToHaveTextAsync(["for the room"]);
        await page.SayAsync("Bob", "for all");
        await Assertions.Expect(page.MessagesOf("Bob")).ToHaveTextAsync(["for all"]);
        await Assertions.Expect(page.MessagesOf("Ann")).ToHaveTextAsync(["for the room", "for all"]);

        await page.Press("Cleo", "Leave #green");
        await Assertions.Expect(room).ToContainTextAsync("1 socket");
        await page.Pane("Bob").GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Room" }).FillAsync("not a room");
        await page.Press("Bob", "Join");
        await Assertions.Expect(page.Pane("Bob").Locator(".note.problem")).ToContainTextAsync("1 to 20 letters");
    }

    [Test]
    public async Task Page_AConnectionIsCut_RecoversOnAnotherNodeWithWhatWasMissed()
    {
        await using var page = await ClusterPage.OpenAsync(Browser, Cluster.Url);
        await page.SayAsync("Ann", "before");
        await Assertions.Expect(page.MessagesOf("Bob")).ToHaveTextAsync(["before"]);
        await page.Press("Bob", "Cut the connection of Bob for 5 seconds");
        await Assertions.Expect(page.Pane("Bob")).ToHaveAttributeAsync("data-state", "lost");
        await page.SayAsync("Ann", "missed");

        await Assertions.Expect(page.Pane("Bob").Locator(".note.recovered")).ToContainTextAsync("1 missed message");
        await Assertions.Expect(page.Pane("Bob").Locator(".message.missed .text")).ToHaveTextAsync(["missed"]);
        await Assertions.Expect(page.MessagesOf("Bob")).ToHaveTextAsync(["before", "missed"]);
    }

    [TestCase("amber")]
    [TestCase("cedar")]
    public async Task Page_ANodeIsStopped_ItsClientIsRecoveredElsewhereAndTheNodeCanBeStartedAgain(string node)
    {
        await using var page = await ClusterPage.OpenAsync(Browser, Cluster.Url);
        await page.SayAsync("Ann", "before");
        foreach (var name in ClusterPage.Everybody)
        {
            await Assertions.Expect(page.MessagesOf(name)).ToHaveTextAsync(["before"]);
        }

        var client = page.Page.Locator($".pane[data-node={node}]");
        var who = (await client.GetAttributeAsync("data-pane"))!;
        await page.JoinAsync(who, "kept");
        await page.Card(node).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = $"Stop node {node}" }).ClickAsync();
        await Assertions.Expect(page.Card(node)).ToHaveAttributeAsync("data-state", "stopped");
        await Assertions.Expect(page.Pane(who).Locator(".note.recovered")).ToBeVisibleAsync();
        (await page.NodeOfAsync(who)).Should().NotBe(node);
        await Assertions.Expect(page.Page.Locator("#rooms [data-room=kept]")).ToContainTextAsync($"1 socket on {await page.NodeOfAsync(who)}");

        await page.Card(node).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = $"Start {node} again" }).ClickAsync();
        await Assertions.Expect(page.Card(node)).ToContainTextAsync("0 sockets");
        await page.SayAsync(who, "after");
        await Assertions.Expect(page.MessagesOf("Cleo").Last).ToHaveTextAsync("after");
    }

    [TestCase("POST", "/control/amber/stop", "Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("GET", "/control/", "Origin", "null", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/control/amber/stop", "Host", "evil.example", HttpStatusCode.BadRequest)]
    [TestCase("POST", "/control/willow/stop", null, null, HttpStatusCode.NotFound)]
    [TestCase("GET", "/control/amber/stop", null, null, HttpStatusCode.MethodNotAllowed)]
    [TestCase("GET", "/control/", null, null, HttpStatusCode.OK)]
    public async Task Control_WhatOtherPagesAndNamesAskFor_IsRefused(string method, string path, string? header, string? value, HttpStatusCode expected)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Cluster.Url, path));
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        using var response = await http.SendAsync(request).WithPatience();
        response.StatusCode.Should().Be(expected);
        var nodes = await http.GetStringAsync(new Uri(Cluster.Url, "/control/")).WithPatience();
        nodes.Should().NotContain("stop").And.Contain("running");
    }
}
