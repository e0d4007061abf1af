using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>How much there is to fetch at a first visit, as it comes over the wire.</summary>
internal static class WeightJudge
{
    /// <summary>Bytes of the HTML.</summary>
    public const int Html = 60_000;

    /// <summary>Bytes of everything else together.</summary>
    public const int Files = 150_000;

    public static async Task<IReadOnlyList<Fault>> FaultsAsync(Visit visit)
    {
        var (html, files) = (0, 0);
        foreach (var request in visit.Witness.Finished.Where(request => !request.Url.StartsWith("data:", StringComparison.Ordinal)))
        {
            var size = (await request.SizesAsync()).ResponseBodySize;
            (html, files) = request.IsNavigationRequest ? (html + size, files) : (html, files + size);
        }

        List<Fault> faults = html > Html ? [new("weight", $"{html} bytes of HTML, more than {Html}")] : [];
        if (files > Files)
        {
            faults.Add(new("weight", $"{files} bytes of files, more than {Files}"));
        }

        return faults;
    }
}
