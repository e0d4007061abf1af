using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Settings;

/// <summary>
/// Fills a settings class from flat, environment style names and reports everything that is wrong with them together.
/// A property takes part by its <see cref="ConfigurationKeyNameAttribute"/>. An empty value counts as not set, booleans may
/// be written as Python writes them, lists as a JSON array or with commas.
/// </summary>
/// <param name="member">The member of an <see cref="ISettingFamily"/> that is read; empty for a class that exists once.</param>
internal sealed class SettingsReader<T>(IConfiguration configuration, string member = "") : IConfigureNamedOptions<T>, IValidateOptions<T>
    where T : class
{
    private readonly IReadOnlyList<(IReadOnlyList<string> Keys, PropertyInfo Property)> _settings =
        [.. from property in typeof(T).GetProperties()
            let key = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name
            where key is not null && property.CanWrite
            let aliases = property.GetCustomAttribute<SettingAliasAttribute>()?.Names ?? []
            select ((IReadOnlyList<string>)[member.Length == 0 ? key : $"{member}_{key}", .. aliases], property)];

    public void Configure(string? name, T options)
    {
        if (name == member)
        {
            Configure(options);
        }
    }

    /// <summary>Sets what can be read; a value that cannot keeps its default and is reported by <see cref="Validate"/>.</summary>
    public void Configure(T options)
    {
        foreach (var (keys, property) in _settings)
        {
            if (configuration[UsedOf(keys)] is { Length: > 0 } text && TryConvert(text.Trim(), property.PropertyType, out var value, out _))
            {
                property.SetValue(options, value);
            }
        }
    }

    public ValidateOptionsResult Validate(string? name, T options)
    {
        if (name != member)
        {
            return ValidateOptionsResult.Skip;
        }

        var errors = _settings.SelectMany(setting => ErrorsOf(UsedOf(setting.Keys), setting.Property, options)).ToList();
        if (options is IValidatableObject rules)
        {
            errors.AddRange(rules.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage ?? "Invalid."));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <returns>The first name that is set, else the setting's own.</returns>
    private string UsedOf(IReadOnlyList<string> keys) => keys.FirstOrDefault(key => configuration[key] is { Length: > 0 }) ?? keys[0];

    private IEnumerable<string> ErrorsOf(string key, PropertyInfo property, T options)
    {
        if (configuration[key] is { Length: > 0 } text && !TryConvert(text.Trim(), property.PropertyType, out _, out var expected))
        {
            return [ShownValue.IsSecret(key) ? $"{key} must be {expected}. Its value is not repeated here." : $"{key} is '{ShownValue.Of(text)}', expected {expected}."];
        }

        var results = new List<ValidationResult>();
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = key };
        Validator.TryValidateValue(
            property.GetValue(options)!, context, results, property.GetCustomAttributes<ValidationAttribute>());
        return results.Select(result => result.ErrorMessage ?? $"{key} is invalid.");
    }

    private static bool TryConvert(string text, Type type, out object? value, out string expected)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        (value, expected) = type switch
        {
            _ when type == typeof(string) => (text, ""),
            _ when type == typeof(bool) => (ToBoolean(text), "true or false"),
            _ when type == typeof(int) => (
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : (object?)null,
                "a whole number"),
            _ when type == typeof(double) => (
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (object?)null,
                "a number"),
            _ when type == typeof(IReadOnlyList<string>) => (ToList(text), "a JSON array of strings, or values with commas between"),
            _ when type.IsEnum => (ToEnum(text, type), $"one of {string.Join(", ", Enum.GetNames(type).Select(Upper))}"),
            _ => (FromConverter(text, type), $"a {type.Name}"),
        };
        return value is not null;
    }

    /// <summary>What pydantic, the reader of the specification's settings, takes for a boolean.</summary>
    private static object? ToBoolean(string text) => Upper(text) switch
    {
        "TRUE" or "1" or "YES" or "Y" or "ON" or "T" => true,
        "FALSE" or "0" or "NO" or "N" or "OFF" or "F" => false,
        _ => null,
    };

    private static IReadOnlyList<string>? ToList(string text)
    {
        if (!text.StartsWith('['))
        {
            return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        try
        {
            var values = JsonSerializer.Deserialize<List<string?>>(text);
            return values?.Contains(null) is false ? values.Select(value => value!.Trim()).ToList() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? ToEnum(string text, Type type) =>
        Enum.GetNames(type).FirstOrDefault(name => Upper(name) == Upper(text)) is { } known ? Enum.Parse(type, known) : null;

    private static object? FromConverter(string text, Type type)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Upper(string text) => text.ToUpperInvariant();
}
