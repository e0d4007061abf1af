using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace AiDevFramework.Gateway.Requests;

/// <summary>A list of texts: how many there may be, and how long each, in Unicode code points without blanks around it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StatementsAttribute(int most, int shortest, int longest) : MaxLengthAttribute(most)
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not IReadOnlyList<string?> texts)
        {
            return ValidationResult.Success;
        }

        var name = validationContext.DisplayName;
        if (texts.Count > Length)
        {
            return new ValidationResult($"{name} must have at most {Length} entries, it has {texts.Count}.");
        }

        return texts.Select((text, index) => Complaint(string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), text)).FirstOrDefault(found => found is not null) is { } complaint
            ? new ValidationResult(complaint)
            : ValidationResult.Success;
    }

    private string? Complaint(string name, string? text)
    {
        if (text is null)
        {
            return $"{name} must be a string.";
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return $"{name} must not contain NUL characters.";
        }

        var length = text.Trim().EnumerateRunes().Count();
        return length < shortest || length > longest
            ? $"{name} must have {shortest} to {longest} characters, it has {length} without blanks around it."
            : null;
    }
}
