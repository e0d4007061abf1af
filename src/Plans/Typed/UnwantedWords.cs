using System.Buffers;

namespace AiDevFramework.Plans.Typed;

/// <summary>Whether a criterion or a gate is about something that goes wrong, by words of English and German. An approximation: it may miss some.</summary>
internal static class UnwantedWords
{
    private static readonly SearchValues<string> s_words = SearchValues.Create(
    [
        "refus", "reject", "declin", "denied", "deny", "fail", "error", "invalid", "wrong", "expire", "unavailable", "not available", "unreachable", "not reachable",
        "offline", "outage", "is down", "without", "duplicate", "twice", "same second", "exceed", "too many", "too large", "too long", "cannot", "can't", "forbidden",
        "timeout", "times out", "crash", "restor", "cancel", "conflict", "lost", "missing", "unknown", "not found", "no longer", "never", "locked", "blocked", "overdue",
        "empty", "no match", "interrupt", "corrupt", "damage", "revok", "not allowed", "does not", "is not", "are not", "switched off", "late",
        "abgelehnt", "ablehn", "fehl", "scheiter", "gesperrt", "sperr", "ungültig", "falsch", "nicht", "kein", "ausfall", "ohne", "doppelt", "überschr", "verweiger",
        "abgebroch", "storn", "verfall", "verfäll", "wiederherst", "schaden", "beschädig", "verlor", "verlust", "unbekannt", "gleichzeitig", "derselben sekunde", "abgeschaltet",
        "überfällig", "unterbrech", "zurückgewiesen", "verboten", "niemand",
    ], StringComparison.OrdinalIgnoreCase);

    public static bool In(string text) => text.AsSpan().ContainsAny(s_words);
}
