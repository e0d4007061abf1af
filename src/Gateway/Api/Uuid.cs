namespace AiDevFramework.Gateway.Api;

/// <summary>UUIDs as clients write them: 36 characters, either case. No braces, no blanks, no other spellings of .NET.</summary>
internal static class Uuid
{
    public static bool TryParse(string? text, out Guid value)
    {
        value = default;
        return text is { Length: 36 }
            && text.All(letter => char.IsAsciiHexDigit(letter) || letter == '-')
            && Guid.TryParseExact(text, "D", out value);
    }
}
