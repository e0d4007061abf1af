using AiDevFramework.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Hosting;

public sealed class ListenUrlsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9000", "127.0.0.1", "9000")]
    [InlineData("http://localhost:9000/", "localhost", "9000")]
    [InlineData("http://*:9000", "0.0.0.0", "9000")]
    [InlineData("http://+:9000", "0.0.0.0", "9000")]
    [InlineData("http://[::1]:9000", "::1", "9000")]
    [InlineData("http://0.0.0.0:0", "0.0.0.0", "0")]
    [InlineData("http://127.0.0.1", "127.0.0.1", "80")]
    public void Resolve_OfAUrl_IsItsHostAndPort(string url, string host, string port)
    {
        Assert.Equal((host, port), Resolve(url, ("HOST", "192.0.2.7"), ("PORT", "8000"))); // the argument is stronger
        foreach (var name in (string[])["ASPNETCORE_URLS", "DOTNET_URLS", "URLS"])
        {
            Assert.Equal((host, port), Resolve(null, (name, url)));
        }
    }

    [Theory]
    [InlineData("https://127.0.0.1:9000")]
    [InlineData("http://127.0.0.1:9000;http://127.0.0.1:9001")]
    [InlineData("http://app.example.com:9000")]
    [InlineData("http://127.0.0.1:9000/base")]
    [InlineData("http://ann:hush@127.0.0.1:9000")]
    [InlineData("9000")]
    [InlineData("")]
    public void Resolve_OfAUrlThatHostAndPortCannotSay_IsRefusedByName(string url)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Resolve(url));

        Assert.StartsWith("--urls is '", refused.Message, StringComparison.Ordinal);
        Assert.Contains("HOST and PORT", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
        if (url.Length > 0)
        {
            Assert.StartsWith("ASPNETCORE_URLS is '", Assert.Throws<OptionsValidationException>(() => Resolve(null, ("ASPNETCORE_URLS", url))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Resolve_OfPorts_IsThePortUnlessAnImagePresetIt()
    {
        Assert.Equal((null, "9000"), Resolve(null, ("ASPNETCORE_HTTP_PORTS", "9000")));
        Assert.Equal((null, "8080"), Resolve(null, ("ASPNETCORE_HTTP_PORTS", "8080")));
        Assert.Equal((null, null), Resolve(null, ("ASPNETCORE_HTTP_PORTS", "8080"), ("DOTNET_RUNNING_IN_CONTAINER", "true")));
        Assert.Equal((null, "9000"), Resolve(null, ("ASPNETCORE_HTTP_PORTS", "9000"), ("DOTNET_RUNNING_IN_CONTAINER", "true")));
        Assert.Equal((null, null), Resolve(null, ("ASPNETCORE_HTTP_PORTS", "9000"), ("PORT", "8000")));
        Assert.Equal((null, null), Resolve(null));
        Assert.Throws<OptionsValidationException>(() => Resolve(null, ("ASPNETCORE_HTTP_PORTS", "9000;9001")));
        Assert.Throws<OptionsValidationException>(() => Resolve(null, ("ASPNETCORE_HTTPS_PORTS", "8443")));
    }

    private static (string? Host, string? Port) Resolve(string? argument, params (string Name, string Value)[] environment) =>
        ListenUrls.Resolve(name => environment.Where(item => item.Name == name).Select(item => item.Value).FirstOrDefault(), argument);
}
