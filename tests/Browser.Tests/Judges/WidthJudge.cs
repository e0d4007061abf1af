using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>Nothing has to be scrolled sideways, and nothing is cut off where it cannot be: in a window of 320 px, zoomed to 200 %, and with letters of
/// twice the size.</summary>
internal static class WidthJudge
{
    /// <summary>What reaches beyond the window and lies in nothing that scrolls by itself. Half a pixel is a rounding.</summary>
    private const string Outside = """
        (() => {
          const width = document.documentElement.clientWidth;
          const scrolls = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
            const o = getComputedStyle(p).overflowX; if (o === 'auto' || o === 'scroll') return true; } return false; };
          const names = [...document.body.querySelectorAll('*')]
            .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
            .filter(e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && r.left < width && (r.right > width + 0.5) && !scrolls(e); })
            .map(e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}${e.className.baseVal ?? e.className ? '.' + (e.className.baseVal ?? e.className) : ''}`);
          const page = document.documentElement.scrollWidth > width ? ['the page itself: ' + document.documentElement.scrollWidth] : [];
          return [...page, ...names].slice(0, 5);
        })()
        """;

    private const string DoubleLetters = "document.documentElement.style.fontSize = '200%'; 0";
    private const string UsualLetters = "document.documentElement.removeAttribute('style'); 0";

    public static async Task<IReadOnlyList<Fault>> FaultsAsync(Visit visit)
    {
        var faults = new List<Fault>();
        foreach (var (width, words) in (IEnumerable<(int, string)>)[(Look.Narrow, "at 320 px"), (Look.Wide / 2, "at 200 % zoom")])
        {
            await visit.ResizeAsync(width);
            faults.AddRange(await LookAsync(visit, words));
        }

        await visit.ResizeAsync(Look.Wide);
        await visit.AskAsync(DoubleLetters);
        faults.AddRange(await LookAsync(visit, "with letters of twice the size"));
        await visit.AskAsync(UsualLetters);
        await visit.ResizeAsync(visit.Look.Width);
        return faults;
    }

    private static async Task<IEnumerable<Fault>> LookAsync(Visit visit, string words) =>
        (await visit.AskAsync(Outside)).EnumerateArray().Select(element => new Fault("width", $"{words}, {element.GetString()} reaches beyond the window"));
}
