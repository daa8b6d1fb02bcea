using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SocketIoSharp.Interop.Tests.NodeClients;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.Browser;

/// <summary>The JavaScript client that the server serves, in the browser it is made for.</summary>
internal sealed class ClientBundleTests : BrowserFixture
{
    private const string Script = """
        const socket = io({ transports: JSON.parse(new URLSearchParams(location.search).get("transports")) });
        socket.on("connect", async () => {
          const engine = socket.io.engine;
          if (engine.opts.transports.length > 1 && engine.transport.name === "polling") await new Promise((resolve) => engine.once("upgrade", resolve));
          const sent = ["日本語 🚀", new Uint8Array([1, 2, 3]), { blob: await new Blob(["blöb"]).arrayBuffer() }];
          const [text, bytes, { blob }] = await new Promise((resolve) => socket.emit("echo", ...sent, (...answer) => resolve(answer)));
          window.result = { transport: engine.transport.name, text, bytes: [...new Uint8Array(bytes)], blob: new TextDecoder().decode(blob) };
        });
        """;

    [TestCase("socket.io.js", Transports.Upgrade)]
    [TestCase("socket.io.js", Transports.Polling)]
    [TestCase("socket.io.js", Transports.WebSocket)]
    [TestCase("socket.io.min.js", Transports.Upgrade)]
    [TestCase("socket.io.esm.min.js", Transports.Upgrade)]
    [TestCase("socket.io.msgpack.min.js", Transports.Upgrade)]
    [TestCase("socket.io.msgpack.min.js", Transports.Polling)]
    public async Task Bundle_InChromium_ConnectsAndTalks(string file, string transport)
    {
        // The MessagePack parser takes a typed array for an object with numbered properties in a browser; an ArrayBuffer is binary.
        var isMessagePack = file.Contains("msgpack", StringComparison.Ordinal);
        var script = isMessagePack ? Script.Replace("new Uint8Array([1, 2, 3])", "new Uint8Array([1, 2, 3]).buffer", StringComparison.Ordinal) : Script;
        var html = file.Contains("esm", StringComparison.Ordinal)
            ? $$"""<script type="module">import { io } from "/socket.io/{{file}}"; {{script}}</script>"""
            : $"""<script src="/socket.io/{file}"></script><script>{script}</script>""";
        await using var server = await InteropServer.StartAsync(
            io => io.OnConnection(socket => socket.On("echo", (EventArguments args, Ack ack) => ack.SendAsync(args))),
            map: app => app.MapGet("/page", () => Results.Content("<!doctype html><meta charset=utf-8>" + html, "text/html; charset=utf-8")),
            build: socketIo =>
            {
                if (isMessagePack)
                {
                    socketIo.UseMessagePack();
                }
            });
        var page = await Browser.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);

        var transports = transport is Transports.Upgrade ? """["polling","websocket"]""" : $"""["{transport}"]""";
        await page.GotoAsync($"{server.Url}page?transports={Uri.EscapeDataString(transports)}");
        await page.WaitForFunctionAsync("() => window.result", null, new PageWaitForFunctionOptions { Timeout = 20_000 });

        var result = await page.EvaluateAsync<JsonElement>("() => window.result");
        result.GetProperty("transport").GetString().Should().Be(transport is Transports.Polling ? "polling" : "websocket");
        result.GetProperty("text").GetString().Should().Be("日本語 🚀");
        result.GetProperty("bytes").EnumerateArray().Select(item => item.GetInt32()).Should().Equal(1, 2, 3);
        result.GetProperty("blob").GetString().Should().Be("blöb");
        errors.Should().BeEmpty();
        await page.CloseAsync();
    }
}
