using System.ComponentModel.DataAnnotations;

namespace AiDevFramework.Gateway.Requests;

/// <summary>How long a text may be, in Unicode code points. The API description says it as the length of a string.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CharactersAttribute : StringLengthAttribute
{
    public CharactersAttribute(int minimum, int maximum)
        : base(maximum) => MinimumLength = minimum;

    /// <summary>A sentence that helps where the text is too short.</summary>
    public string Hint { get; init; } = "";

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string text)
        {
            return ValidationResult.Success;
        }

        var (name, length) = (validationContext.DisplayName, text.EnumerateRunes().Count());
        return length switch
        {
            _ when length < MinimumLength => new ValidationResult(
                $"{name} must have at least {MinimumLength} characters, it has {length} without blanks around it. {Hint}".TrimEnd()),
            _ when length > MaximumLength => new ValidationResult(
                $"{name} must have at most {MaximumLength} characters, it has {length}. Shorten it."),
            _ => ValidationResult.Success,
        };
    }
}
