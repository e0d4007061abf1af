using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Settings;
using AiDevFramework.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Phases;

public sealed class StepModelOptionsTests
{
    private const string LongName = "this-name-of-a-model-is-longer-than-the-hundred-characters-which-the-table-of-the-calls-has-room-for-12";

    [Fact]
    public void AddPhases_WithNothingSet_AsksAsTheCatalogueSays()
    {
        var models = ModelsOf(("OPENROUTER_API_KEY", "sk-test"));

        Assert.All(StepCatalogue.Rows, row => Assert.Equivalent(StepModel.Default(row), models.Of(row.Step)));
        Assert.Equal("openai/gpt-4o-mini", models.Of(Step.SmartDetection).Model); // the specification's
        Assert.All(Enum.GetValues<Step>().Skip(1), step => Assert.Equal("openai/gpt-4o", models.Of(step).Model));
    }

    [Fact]
    public void AddPhases_WithSettingsOfAStep_ChangesThatStepAlone()
    {
        var models = ModelsOf(
            ("OPENROUTER_API_KEY", "sk-test"), ("PRD_MODEL", "some/model"), ("PRD_MAX_TOKENS", "16000"), ("PRD_TEMPERATURE", "0"),
            ("PRD_FALLBACK_MODELS", "anthropic/claude-3.5-sonnet, openai/gpt-4o-mini"));

        Assert.Equivalent(new StepModel("some/model", ["anthropic/claude-3.5-sonnet", "openai/gpt-4o-mini"], 0, 16_000), models.Of(Step.Prd));
        Assert.Equivalent(StepModel.Default(StepCatalogue.Of(Step.TechStack)), models.Of(Step.TechStack));
    }

    [Fact]
    public void AddPhases_WithoutAProvider_AsksTheOfflinePlannerForEveryStep()
    {
        var models = ModelsOf(("PRD_MODEL", "some/model"));

        Assert.All(Enum.GetValues<Step>(), step => Assert.Equal(OfflineModel.Name, models.Of(step).Model));
    }

    [Theory]
    [InlineData("PRD_MODEL", LongName)]
    [InlineData("PRD_FALLBACK_MODELS", LongName)]
    [InlineData("TECH_STACK_MAX_TOKENS", "255")]
    [InlineData("TECH_STACK_MAX_TOKENS", "many")]
    [InlineData("EXECUTION_PLAN_TEMPERATURE", "2.1")]
    [InlineData("EXECUTION_PLAN_TEMPERATURE", "-0.1")]
    [InlineData("EXECUTION_PLAN_TEMPERATURE", "NaN")]
    [InlineData("EXECUTION_PLAN_TEMPERATURE", "warm")]
    public void AddPhases_OfABadSetting_StopsTheStartAndNamesIt(string name, string value)
    {
        using var host = Build((name, value));

        var thrown = Assert.Throws<OptionsValidationException>(host.RequireValidSettings);

        Assert.Contains(name, Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void AddPhases_OfSeveralBadSettings_NamesThemAll()
    {
        using var host = Build(("PRD_MAX_TOKENS", "1"), ("PRD_TEMPERATURE", "hot"), ("TECH_STACK_TEMPERATURE", "3"), ("SMART_DETECTION_MAX_TOKENS", "x"));

        var thrown = Assert.Throws<AggregateException>(host.RequireValidSettings);

        var failures = thrown.InnerExceptions.Cast<OptionsValidationException>().SelectMany(exception => exception.Failures).Order().ToList();
        Assert.Equal(
            [
                "PRD_TEMPERATURE is 'hot', expected a number.",
                "SMART_DETECTION_MAX_TOKENS is 'x', expected a whole number.",
                "The field PRD_MAX_TOKENS must be between 256 and 200000.",
                "The field TECH_STACK_TEMPERATURE must be between 0 and 2.",
            ],
            failures);
    }

    private static StepModels ModelsOf(params (string Name, string? Value)[] settings)
    {
        using var host = Build(settings);
        return host.Services.GetRequiredService<StepModels>();
    }

    private static IHost Build(params (string Name, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        builder.AddModels();
        builder.AddPhases();
        return builder.Build();
    }
}
