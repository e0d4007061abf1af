using System.IO.Compression;
using System.Text;
using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>How much there is to fetch at a first visit: the HTML as compression makes it, wherever on the way that is done, and all else as it comes over
/// the wire.</summary>
internal static class WeightJudge
{
    /// <summary>Bytes of the HTML, compressed.</summary>
    public const int Html = 60_000;

    /// <summary>Bytes of everything else together.</summary>
    public const int Files = 150_000;

    public static async Task<IReadOnlyList<Fault>> FaultsAsync(Visit visit)
    {
        var (html, files) = (CompressedBytes(visit.Html), 0);
        foreach (var request in visit.Witness.Finished.Where(request => !request.IsNavigationRequest && !request.Url.StartsWith("data:", StringComparison.Ordinal)))
        {
            files += (await request.SizesAsync()).ResponseBodySize;
        }

        List<Fault> faults = html > Html ? [new("weight", $"{html} bytes of HTML, more than {Html}")] : [];
        if (files > Files)
        {
            faults.Add(new("weight", $"{files} bytes of files, more than {Files}"));
        }

        return faults;
    }

    private static int CompressedBytes(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return (int)target.Length;
    }
}
