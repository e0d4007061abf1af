using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Prompts;

/// <summary>Tells what is wrong with the prompts together with all other settings.</summary>
internal sealed class PromptCheck(PromptLibrary prompts) : IValidateOptions<PromptOptions>
{
    public ValidateOptionsResult Validate(string? name, PromptOptions options) =>
        prompts.Errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(prompts.Errors);
}
