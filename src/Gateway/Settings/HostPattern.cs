using System.Text.RegularExpressions;

namespace AiDevFramework.Gateway.Settings;

/// <summary>How <c>ALLOWED_HOSTS</c> names hosts: <c>name</c>, <c>name:port</c>, <c>*.name</c>, or <c>*</c> for all.</summary>
internal static partial class HostPattern
{
    public const string Any = "*";

    public static bool IsPattern(string text) => text == Any || Pattern().IsMatch(text);

    [GeneratedRegex(@"^((\*\.)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
