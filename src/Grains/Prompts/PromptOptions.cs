using AiDevFramework.Settings;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Grains.Prompts;

/// <summary>Where the prompt templates are.</summary>
public sealed class PromptOptions
{
    /// <summary>Folder of the six template files; a relative one begins beside the solution, or beside a published program. Default:
    /// <c>prompts</c> beside the program.</summary>
    /// <example>prompts</example>
    [ConfigurationKeyName("PROMPTS_DIR")]
    public string Dir { get; set => field = HomeFolder.FullPath(value); } = Path.Combine(AppContext.BaseDirectory, "prompts");
}
