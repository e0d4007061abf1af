using System.Buffers;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Whether a text names something in order to do without it: "no MongoDB", "ohne Redis", "instead of Oracle", "migrate from MySQL".</summary>
internal static class Negation
{
    private const int Near = 40;

    private static readonly SearchValues<char> s_dividers = SearchValues.Create("+,;:.()!?\n，。；：（）");

    private static readonly PhraseList s_no = new(
        "no", "not", "never", "without", "none", "nor", "neither", "avoid*", "instead of", "rather than", "replac*", "retir*", "decommission*", "remov*", "drop", "drops", "dropping", "leave", "leaves", "leaving",
        "ban", "bans", "forbid*", "exclud*", "kein*", "nicht", "nie", "niemals", "ohne", "statt", "anstatt", "anstelle*", "ersetz*", "ablös*", "löst", "verzicht*", "verbiet*", "abschalt*", "entfern*", "weder", "noch",
        "sans", "pas", "aucun*", "sin", "ningún", "sem", "senza", "geen", "zonder", "bez");

    private static readonly PhraseList s_moves = new("migrat*", "mov*", "switch*", "export*", "import*", "transfer*", "wechsel*", "umstieg", "umzug", "umzieh*", "überführ*", "übernahme", "übernehm*", "ablösung");

    private static readonly PhraseList s_from = new("from", "off", "away", "von", "vom", "aus", "weg");

    private static readonly PhraseList s_after = new(
        "is not", "are not", "not used", "not needed", "removed", "replaced", "retired", "switched off", "shut down", "is gone", "forbidden", "excluded", "ruled out", "rejected", "is left",
        "abgelöst", "ersetzt", "abgeschaltet", "entfällt", "entfernt", "verboten", "ausgeschlossen", "scheidet", "verworfen", "wird nicht", "ist nicht", "kommt nicht");

    /// <param name="start">Where the name begins in <paramref name="text"/>.</param>
    public static bool IsAt(ReadOnlySpan<char> text, int start, int end)
    {
        var before = text[Math.Max(0, start - Near)..start];
        before = before[(before.LastIndexOfAny(s_dividers) + 1)..];
        var behind = text[end..Math.Min(text.Length, end + Near)];
        var stop = behind.IndexOfAny(s_dividers);
        behind = stop < 0 ? behind : behind[..stop];
        return s_no.IsIn(before) || (s_from.IsIn(before) && s_moves.IsIn(before)) || s_after.IsIn(behind) || behind.TrimStart() is ['→', ..];
    }
}
