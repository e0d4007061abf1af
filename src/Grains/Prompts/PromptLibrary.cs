using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Catalogue;

namespace AiDevFramework.Grains.Prompts;

/// <summary>
/// The templates of the steps, read once at start. A file has a part <c>--- system ---</c> with the instructions and a
/// part <c>--- user ---</c> with the material, so that a model never meets the two in one message. A line <c>form: 3</c> before
/// them is not shown to models.
/// </summary>
internal sealed class PromptLibrary
{
    private const string SystemMark = "--- system ---\n";
    private const string UserMark = "\n--- user ---\n";

    private readonly Dictionary<Step, StepTemplate> _templates = [];
    private readonly Dictionary<Step, PromptStamp> _stamps = [];
    private readonly Dictionary<Step, int?> _forms = [];

    /// <summary>Reads the files of a folder. Where <see cref="Errors"/> come of it, the library must not be used.</summary>
    public PromptLibrary(string directory)
    {
        var errors = new List<string>();
        foreach (var row in StepCatalogue.Rows)
        {
            if (Load(Path.Combine(directory, row.PromptFile), row.PromptFile, row.Inputs, errors) is var (template, version, form))
            {
                _forms[row.Step] = form;
                _templates[row.Step] = template;
                _stamps[row.Step] = new PromptStamp(Path.GetFileNameWithoutExtension(row.PromptFile), version);
            }
        }

        Errors = errors;
    }

    /// <summary>Everything that is wrong with the files, fit for whoever starts the service.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <param name="values">A value for every placeholder of the step's file, but for those that a file may do without; any characters.</param>
    /// <returns>The instructions as the system's turn and the material as the user's.</returns>
    public IReadOnlyList<ModelMessage> Render(Step step, IReadOnlyDictionary<string, string> values)
    {
        var template = _templates[step];
        if (template.Optional.Except(values.Keys).ToList() is { Count: > 0 } missing)
        {
            values = new Dictionary<string, string>(values.Concat(missing.Select(name => KeyValuePair.Create(name, ""))), StringComparer.Ordinal);
        }

        return [new ModelMessage("system", template.System.Fill(values)), new ModelMessage("user", template.FillUser(values))];
    }

    /// <inheritdoc cref="StepTemplate.LiteralBytes"/>
    public int LiteralBytes(Step step, IReadOnlyDictionary<string, string> values) => _templates[step].LiteralBytes(values);

    /// <summary>How often the step's prompt has the placeholder.</summary>
    public int Uses(Step step, string placeholder) => _templates[step].Placeholders.Count(name => name == placeholder);

    public PromptStamp StampOf(Step step) => _stamps[step];

    /// <summary>The number of the form in which the step's prompt asks for its answer; <see langword="null"/> where the file states none.</summary>
    public int? FormOf(Step step) => _forms[step];

    private static (StepTemplate Template, string Version, int? Form)? Load(
        string path, string file, IReadOnlyList<StepInput> inputs, List<string> errors)
    {
        string text;
        try
        {
            text = File.ReadAllText(path).ReplaceLineEndings("\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{path}: cannot be read ({exception.Message}). Restore the file, or set PROMPTS_DIR to its folder.");
            return null;
        }

        var (form, begin) = PromptForm.Read(text);
        var user = text.IndexOf(UserMark, StringComparison.Ordinal);
        if (!text.AsSpan(begin).StartsWith(SystemMark) || user < begin)
        {
            errors.Add($"{file}: must begin with the line '{SystemMark.Trim()}', or with 'form: 1' and that line, and have a line '{UserMark.Trim()}'.");
            return null;
        }

        var instructions = text[(begin + SystemMark.Length)..user];
        var material = text[(user + UserMark.Length)..].TrimEnd('\n');
        var line = form is null ? 2 : 3;
        var system = PromptTemplate.Parse(instructions, file, line, errors);
        var written = PromptTemplate.Parse(material, file, line + 2 + instructions.Count(unit => unit == '\n'), errors);

        var used = system.Placeholders.Concat(written.Placeholders).ToHashSet(StringComparer.Ordinal);
        string[] placeholders = [.. inputs.Select(input => input.Placeholder)];
        errors.AddRange(used.Except(placeholders).Order(StringComparer.Ordinal)
            .Select(name => $"{file}: nothing is known of a placeholder {{{name}}}; known here: {string.Join(", ", placeholders)}."));
        errors.AddRange(inputs.Where(input => !input.IsOptional && !used.Contains(input.Placeholder))
            .Select(input => $"{file}: the placeholder {{{input.Placeholder}}} is missing."));
        var blocks = inputs.Where(input => input.IsOptional).Select(input => input.Placeholder).Except(used)
            .ToDictionary(name => name, name => PromptTemplate.Parse($"\n\n<{name}>\n{{{name}}}\n</{name}>", file, 1, []), StringComparer.Ordinal);
        var template = new StepTemplate(system, written, blocks)
        {
            Optional = [.. inputs.Where(input => input.IsOptional).Select(input => input.Placeholder)],
        };
        return (template, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12], form);
    }
}
