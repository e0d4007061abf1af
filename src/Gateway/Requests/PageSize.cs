using System.Globalization;
using Microsoft.OpenApi;

namespace AiDevFramework.Gateway.Requests;

/// <summary>How many rows a page has at the most, as the parameter <c>limit</c> asks for it.</summary>
internal static class PageSize
{
    /// <summary>Where nobody asks.</summary>
    public const int Usual = 100;

    public const int Most = 1000;

    /// <returns><see langword="null"/> for what is no number from 1 to <see cref="Most"/>.</returns>
    public static int? Read(string? limit)
    {
        if (limit is null)
        {
            return Usual;
        }

        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Most ? count : null;
    }

    public static OpenApiSchema Schema() => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1", Maximum = $"{Most}" };
}
