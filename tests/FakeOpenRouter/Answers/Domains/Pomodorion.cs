namespace AiDevFramework.FakeOpenRouter.Answers.Domains;

internal static class Pomodorion
{
    public static Domain Domain { get; } = new(
        "Pomodorion",
        "Pomodorion is a focus timer in a browser tab for people who want to start working and not to configure a tool.",
        Sensitive: false,
        [
            ("Student", "works in a library on a laptop, three to six hours a day"),
            ("Writer", "wants one sound at the end of a session and nothing else"),
        ],
        "The first focus session runs three seconds after the page was opened for the first time.",
        ["Works offline after the first visit", "No account, no cookie, no server-side data", "Current versions of Chrome, Firefox and Safari"],
        ["Statistics across devices, which would need accounts", "Blocking other web sites, which a page cannot do", "Teams and shared sessions"],
        new Stack(
            "Svelte + TypeScript + Vite + service worker",
            "None: static files + Web Workers",
            "Browser localStorage",
            "Cloudflare Pages + GitHub Actions",
            ["None: the page keeps everything in the browser and calls nobody"]),
        [
            new("Focus Timer", "Session", "student", "Start:Started Pause:Paused Finish:Finished",
                "One button starts 25 minutes of focus followed by a break of 5. The remaining time is shown in the tab's title and a sound ends the session, even in a background tab.",
                "start a session with one key, so that I do not talk myself out of it", "at most one session runs per browser",
                ["Given the open page, when the space bar is pressed, then a session of 25 minutes runs and the title counts down",
                 "Given a background tab, when the time is over, then the sound plays at most one second late",
                 "Given a laptop that slept through the end, when it wakes up, then the session is shown as finished at its real time"]),
        ]);
}
