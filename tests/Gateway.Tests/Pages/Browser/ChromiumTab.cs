using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiDevFramework.Gateway.Tests.Pages.Browser;

internal sealed class ChromiumTab(Chromium browser, string session, string target)
{
    public Task<JsonNode> AskAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        browser.AskAsync(method, parameters, session, cancellationToken);

    /// <summary>Opens an address, and returns before it is loaded: what is awaited then is what the test is about.</summary>
    public Task OpenAsync(Uri address, CancellationToken cancellationToken) =>
        AskAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri }, cancellationToken);

    /// <returns>What the expression gives, as JSON; null where it fails, as while another page is loaded.</returns>
    public async Task<JsonNode?> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            "Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true }, cancellationToken);
        return answer["exceptionDetails"] is null ? answer["result"]?["value"]?.DeepClone() : null;
    }

    /// <summary>Asks again and again until the expression is true.</summary>
    public async Task UntilAsync(string expression, CancellationToken cancellationToken)
    {
        while (await EvaluateAsync(expression, cancellationToken) is not { } value || value.GetValueKind() is not JsonValueKind.True)
        {
            await EvaluateAsync("new Promise(resolve => setTimeout(resolve, 20))", cancellationToken); // the browser's own pace
        }
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        browser.AskAsync("Target.closeTarget", new JsonObject { ["targetId"] = target }, null, cancellationToken);
}
