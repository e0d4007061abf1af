using AiDevFramework.Gateway.Requests;

namespace AiDevFramework.Gateway.Tests.Requests;

public sealed class ArgumentChecksTests
{
    [Fact]
    public async Task Value_OfAnArgumentThatNobodyChecked_IsNotGiven()
    {
        Assert.True(ProjectId.TryParse("me", out var project));
        var body = await Body<Anything>.BindAsync(new Microsoft.AspNetCore.Http.DefaultHttpContext());

        Assert.Throws<InvalidOperationException>(() => project.Value);
        Assert.Throws<InvalidOperationException>(() => body!.Value);
    }

    private sealed record Anything(string? Text = null);
}
