using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace AiDevFramework.Gateway.Requests;

/// <summary>One member of a request's body.</summary>
/// <param name="Name">As a client writes it.</param>
/// <param name="Default">For a member that is absent, or null, which means the same.</param>
/// <param name="Rules">The validation attributes of the record's property.</param>
internal sealed record BodyMember(string Name, Type Type, object? Default, IReadOnlyList<ValidationAttribute> Rules)
{
    public bool IsRequired => Rules.Any(rule => rule is RequiredAttribute);

    public static BodyMember Of(Type record, ParameterInfo parameter) => new(
        NameOf(parameter.Name!),
        parameter.ParameterType,
        parameter.HasDefaultValue ? parameter.DefaultValue : null,
        [.. record.GetProperty(parameter.Name!)!.GetCustomAttributes<ValidationAttribute>()]);

    /// <returns>The name of the JSON member for a property.</returns>
    public static string NameOf(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    /// <param name="body">An object; <see langword="null"/>: there was no body.</param>
    /// <param name="hasUser">Whether the caller is a user, whom the request need not name.</param>
    /// <returns>The value, and all complaints about it.</returns>
    public (object? Value, string[] Complaints) Read(JsonElement? body, bool hasUser)
    {
        if (body is not { } members || !members.TryGetProperty(Name, out var json) || json.ValueKind is JsonValueKind.Null)
        {
            return (Default, Rules.OfType<RequiredAttribute>().FirstOrDefault() is { } required && !IsReplaced(required, body, hasUser) ? [Missing(required)] : []);
        }

        var (value, complaint) = MemberValue.Read(json, Type);
        return complaint is null ? (value, [.. Complaints(value)]) : (null, [Unreadable(complaint)]);
    }

    private static bool IsReplaced(RequiredAttribute rule, JsonElement? body, bool hasUser) => rule switch
    {
        RequiredOfOperatorAttribute => hasUser,
        RequiredUnlessAttribute { Other: var other } =>
            body is { } members && members.TryGetProperty(other, out var json) && json.ValueKind is not JsonValueKind.Null,
        _ => false,
    };

    private string Missing(RequiredAttribute required) => required.ErrorMessage is null
        ? $"{Name} is required: {MemberValue.Expected(Type)}."
        : required.FormatErrorMessage(Name);

    /// <summary>What is no number at all is told the same as a number out of range.</summary>
    private string Unreadable(string complaint) =>
        Rules.OfType<RangeAttribute>().FirstOrDefault() is { } range ? range.FormatErrorMessage(Name) : $"{Name} {complaint}";

    private IEnumerable<string> Complaints(object? value)
    {
        var context = new ValidationContext(this) { DisplayName = Name }; // the record itself is made from members that are good
        return Rules.Where(rule => rule is not RequiredAttribute).Select(rule => rule.GetValidationResult(value, context)?.ErrorMessage).OfType<string>();
    }
}
