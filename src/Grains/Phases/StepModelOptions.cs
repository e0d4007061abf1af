using System.ComponentModel.DataAnnotations;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Settings;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Grains.Phases;

/// <summary>How each step asks its model; the names begin with the step's.</summary>
/// <remarks>The specification has a temperature of 0.7 and 4000 tokens for all calls; the defaults of decisions are lower, and documents get
/// more room.</remarks>
public sealed class StepModelOptions : ISettingFamily, IValidatableObject
{
    /// <summary>Characters, as <c>llm_logs.model</c> has room for.</summary>
    private const int LongestModel = 100;

    private string _step = "";

    public static IReadOnlyDictionary<string, string> Members { get; } = StepCatalogue.Rows.ToDictionary(row => row.Name, row => row.Subject);

    /// <summary>Model that is asked for this step, under the name that its server has for it, up to 100 characters.</summary>
    [ConfigurationKeyName("MODEL"), Required, StringLength(LongestModel)]
    public string Model { get; set; } = "";

    /// <summary>Models that are asked for this step, in order, when its own gives no answer, or none that can be used. Default: none.</summary>
    /// <example>anthropic/claude-3-haiku</example>
    [ConfigurationKeyName("FALLBACK_MODELS")]
    public IReadOnlyList<string> FallbackModels { get; set; } = [];

    /// <summary>What one answer to this step may be at most, in tokens, 256 to 200000. A document that is cut is continued, by up to three
    /// further calls.</summary>
    [ConfigurationKeyName("MAX_TOKENS"), Range(256, 200_000)]
    public int MaxTokens { get; set; }

    /// <summary>How freely the model words its answer to this step, 0 to 2: 0 asks for the likeliest words.</summary>
    [ConfigurationKeyName("TEMPERATURE"), Range(0d, 2d)]
    public double Temperature { get; set; }

    public void SetDefaults(string member)
    {
        var defaults = StepCatalogue.Rows.Single(row => row.Name == member).Model;
        (_step, Model, MaxTokens, Temperature) = (member, defaults.Model, defaults.MaxTokens, defaults.Temperature);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FallbackModels.Any(model => model.Length > LongestModel))
        {
            yield return new ValidationResult($"{_step}_FALLBACK_MODELS has a name of more than {LongestModel} characters.");
        }
    }
}
