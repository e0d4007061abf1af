using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>The console is silent, nothing is thrown, and nothing opens, asks or is saved without being told to. A browser itself says on the
/// console that a page was answered with an error.</summary>
internal static class ConsoleJudge
{
    public static IEnumerable<Fault> FaultsOf(Visit visit)
    {
        var ownWords = $"status of {visit.Answer.Status} ";
        return visit.Witness.Words
            .Where(word => visit.Answer.Ok || !word.Contains(ownWords, StringComparison.Ordinal))
            .Concat(visit.Witness.Surprises)
            .Select(word => new Fault("console", word));
    }
}
