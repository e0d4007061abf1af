namespace AiDevFramework.Grains.Phases;

/// <summary>A value of a JSON answer, as <see cref="LooseJson"/> has read it. Numbers stay as they were written.</summary>
internal abstract record LooseValue
{
    /// <summary>Null, None, undefined: the value is missing.</summary>
    public static readonly LooseValue Missing = new LooseMissing();

    /// <summary>Something that is neither text, number nor truth, as NaN or a text whose escapes are no characters.</summary>
    public static readonly LooseValue Odd = new LooseOdd();

    private sealed record LooseMissing : LooseValue;

    private sealed record LooseOdd : LooseValue;
}

internal sealed record LooseText(string Text) : LooseValue;

internal sealed record LooseNumber(string Raw) : LooseValue;

internal sealed record LooseTruth(bool Value) : LooseValue;

internal sealed record LooseList(IReadOnlyList<LooseValue> Items) : LooseValue;

/// <param name="Members">In the order they were written; a name may occur more than once.</param>
/// <param name="IsClosed">Whether its closing brace was there.</param>
internal sealed record LooseObject(IReadOnlyList<KeyValuePair<string, LooseValue>> Members, bool IsClosed) : LooseValue
{
    /// <returns>The last member of this name, as most readers have it. A name that differs in case, separators or escapes counts where none is
    /// the same: models escape underscores and write camelCase. <see langword="null"/> where there is none.</returns>
    public LooseValue? Find(string name)
    {
        for (var index = Members.Count - 1; index >= 0; index--)
        {
            if (Members[index].Key == name)
            {
                return Members[index].Value;
            }
        }

        for (var index = Members.Count - 1; index >= 0; index--)
        {
            if (IsAlike(Members[index].Key, name))
            {
                return Members[index].Value;
            }
        }

        return null;
    }

    private static bool IsAlike(string key, string name)
    {
        var (at, of) = (0, 0);
        while (true)
        {
            at = SkipSeparators(key, at);
            of = SkipSeparators(name, of);
            if (at == key.Length || of == name.Length)
            {
                return at == key.Length && of == name.Length && at > 0;
            }

            if (char.ToLowerInvariant(key[at++]) != char.ToLowerInvariant(name[of++]))
            {
                return false;
            }
        }
    }

    private static int SkipSeparators(string text, int from)
    {
        while (from < text.Length && text[from] is '_' or '-' or ' ' or '\\' or '*' or '`')
        {
            from++;
        }

        return from;
    }
}
