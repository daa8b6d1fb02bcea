using System.Text.Json;
using Microsoft.Playwright;
using SocketIoSharp.Interop.Tests.Browser;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>A row that a page in Chromium plays: tests/clients-js/matrix/page.html.</summary>
internal static class BrowserRow
{
    private const int Limit = 90_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="server">The address of the server, which the page is from.</param>
    /// <param name="bundle">The address of the client's script on the server.</param>
    /// <param name="generation">Which of generations.mjs it is.</param>
    /// <param name="transport">The transport, a key of stage.mjs.</param>
    /// <param name="recoveryUrl">The address of a server that recovers connections, for a client that can be recovered.</param>
    public static async Task<IReadOnlyList<AspectOutcome>> PlayAsync(Uri server, string bundle, string generation, string transport, string? recoveryUrl)
    {
        await using var chromium = await Chromium.LaunchAsync();
        var page = await chromium.Browser.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        var recovery = recoveryUrl is null ? "" : $"&recoveryUrl={Uri.EscapeDataString(recoveryUrl)}";
        await page.GotoAsync($"{server}clients-js/matrix/page.html?bundle={Uri.EscapeDataString(bundle)}&generation={generation}&transport={transport}{recovery}");
        try
        {
            await page.WaitForFunctionAsync("() => window.done", null, new PageWaitForFunctionOptions { Timeout = Limit });
        }
        catch (Exception exception) when (exception is TimeoutException or PlaywrightException)
        {
            errors.Add(exception.Message);
        }

        var outcomes = (await page.EvaluateAsync<JsonElement>("() => window.outcomes ?? []")).Deserialize<AspectOutcome[]>(Json)!;
        return [.. outcomes, .. errors.Select(error => new AspectOutcome("the page", error))];
    }
}
