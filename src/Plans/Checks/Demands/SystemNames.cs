namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>The names of an outside system: whole words, in any case; what hangs on to one with letters ("SAPs") is it too.</summary>
internal sealed class SystemNames(IReadOnlyList<string> names)
{
    public bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (var name in names)
        {
            for (var from = 0; from < text.Length;)
            {
                var at = text[from..].IndexOf(name, StringComparison.OrdinalIgnoreCase);
                if (at < 0)
                {
                    break;
                }

                at += from;
                if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                {
                    return true;
                }

                from = at + 1;
            }
        }

        return false;
    }
}
