using AiDevFramework.Hosting;
using AiDevFramework.Silo;

namespace AiDevFramework.Gateway.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("migrate", "status")]
    [InlineData("health", "sideways")] // the command itself says what is wrong
    [InlineData("--PORT=9000")]
    [InlineData("--PORT", "9000")]
    [InlineData("PORT=9000")]
    [InlineData("--port=9000")]
    [InlineData("--urls", "http://127.0.0.1:9000")]
    [InlineData("--urls=http://127.0.0.1:9000", "--environment=Development")]
    public void Answer_OfArgumentsThatAreUnderstood_LetsTheProgramGoOn(params string[] args) => Assert.Equal((null, "", ""), Ask(args));

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("--PORT=9000", "--help")]
    public void Answer_OfAQuestionForHelp_ListsCommandsAndEndsWell(params string[] args)
    {
        var (code, output, errors) = Ask(args);

        Assert.Equal((0, ""), (code, errors));
        Assert.All((string[])["migrate up|down|status", "health live|ready", "--version", "--urls", ".env"], text => Assert.Contains(text, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-v")]
    [InlineData("version")]
    public void Answer_OfAQuestionForTheVersion_IsOneLine(params string[] args) => Assert.Equal((0, "AiDevFramework.Gateway 1.0.0\n", ""), Ask(args));

    [Theory]
    [InlineData("--prot=9000", "--prot", "--PORT")]
    [InlineData("--hlep", "--hlep", "--help")]
    [InlineData("--versoin", "--versoin", "--version")]
    [InlineData("--url=http://127.0.0.1:1", "--url", "--urls")]
    [InlineData("--nonsense", "--nonsense", "")]
    [InlineData("start", "start", "")]
    [InlineData("Migrate", "Migrate", "")]
    [InlineData("-p", "-p", "")]
    [InlineData("--PORT", "--PORT", "--PORT=value")]
    [InlineData("--admin-tokn=hush", "--admin-tokn", "--ADMIN_TOKEN")]
    [InlineData("nonsense=hush", "nonsense", "")]
    public void Answer_OfAnythingElse_RefusesItByName(string argument, string named, string advice)
    {
        var (code, output, errors) = Ask(argument);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"'{named}' ", errors, StringComparison.Ordinal);
        Assert.Contains(advice, errors, StringComparison.Ordinal);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate", "--help")]
    [InlineData("migrate", "down", "-h")]
    [InlineData("health", "help")]
    public async Task Run_OfACommandThatIsAskedForHelp_SaysHowItIsUsedAndEndsWell(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var code = args[0] == "migrate" ? await MigrateCommand.RunAsync(args, output, errors) : await HealthCommand.RunAsync(args, 1, output, errors);

        Assert.Equal((0, ""), (code, errors.ToString()));
        Assert.StartsWith($"Usage: {args[0]} ", output.ToString(), StringComparison.Ordinal);
    }

    private static (int? Code, string Output, string Errors) Ask(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        return (CommandLine.Answer(args, "Gateway", "the API", output, errors), output.ToString(), errors.ToString());
    }
}
