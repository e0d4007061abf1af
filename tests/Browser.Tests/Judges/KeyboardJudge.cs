using AiDevFramework.Browser.Tests.Chromium;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>The tabulator reaches everything that can be used, shows where it is, and begins with a way past the navigation.</summary>
internal static class KeyboardJudge
{
    private const string Begin = """
        (() => {
          document.body.tabIndex = -1; // a field that has the focus from the start: the round begins at the top all the same
          document.body.focus();
          document.body.removeAttribute('tabindex');
          const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(e => !e.disabled && e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]'));
          window.judged = { all, seen: new Set(), unseen: [] };
          return all.length;
        })()
        """;

    /// <summary>Notes what has the focus. True once it has gone round.</summary>
    private const string Step = """
        (() => {
          const e = document.activeElement;
          if (!e || e === document.body) return window.judged.seen.size > 0;
          const isNew = !window.judged.seen.has(e);
          if (!isNew && e === window.judged.first && e !== window.judged.last) return true;
          window.judged.first ??= e;
          window.judged.last = e;
          window.judged.seen.add(e);
          const marks = o => { const style = getComputedStyle(o); return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'; };
          const card = e.closest('article, li, tr'); // a card may show for the link that covers it
          if (isNew && !marks(e) && !(card && getComputedStyle(card).outlineStyle !== 'none')) window.judged.unseen.push(e);
          return false;
        })()
        """;

    private const string End = """
        (() => {
          const name = e => `${e.tagName.toLowerCase()} "${(e.textContent || e.name || e.id).trim().slice(0, 40)}"`;
          const { all, seen, unseen, first } = window.judged;
          const reached = e => seen.has(e) || (e.type === 'radio' && [...seen].some(o => o.type === 'radio' && o.name === e.name));
          const faults = all.filter(e => !reached(e)).map(e => `${name(e)} is not reached`);
          faults.push(...unseen.map(e => `${name(e)} does not show that it has the focus`));
          if (!first?.matches('a[href^="#"]')) faults.push('The first stop is no way past the navigation');
          else if (!document.querySelector(first.getAttribute('href'))) faults.push('The way past the navigation leads nowhere');
          delete window.judged;
          document.activeElement?.blur();
          return faults.slice(0, 5);
        })()
        """;

    public static async Task<IReadOnlyList<Fault>> FaultsAsync(Visit visit)
    {
        var count = (await visit.AskAsync(Begin)).GetInt32();
        for (var presses = 0; presses < (4 * count) + 20; presses++) // a date has several stops
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if ((await visit.AskAsync(Step)).GetBoolean())
            {
                break;
            }
        }

        return [.. (await visit.AskAsync(End)).EnumerateArray().Select(words => new Fault("keyboard", words.GetString()!))];
    }
}
