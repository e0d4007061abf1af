namespace AiDevFramework.Gateway.Api;

/// <summary>UUIDs as clients write them: 36 characters with dashes or 32 without, either case. No braces, no blanks, no other spellings
/// of .NET.</summary>
internal static class Uuid
{
    public static bool TryParse(string? text, out Guid value)
    {
        value = default;
        var format = text?.Length switch
        {
            36 => "D",
            32 => "N",
            _ => null,
        };
        return format is not null
            && text!.All(letter => char.IsAsciiHexDigit(letter) || (letter == '-' && format == "D"))
            && Guid.TryParseExact(text, format, out value);
    }
}
