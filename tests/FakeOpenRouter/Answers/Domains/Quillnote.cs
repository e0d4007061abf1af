namespace AiDevFramework.FakeOpenRouter.Answers.Domains;

internal static class Quillnote
{
    public static Domain Domain { get; } = new(
        "Quillnote",
        "Quillnote keeps one person's Markdown notes in plain files and finds any of them again in a second.",
        Sensitive: false,
        [
            ("Researcher", "writes ten short notes a day and searches twenty times"),
            ("Developer", "wants the files in a repository and no lock-in"),
        ],
        "The first search over a folder of existing notes shows its hits one minute after installation.",
        ["Windows, macOS and Linux desktops", "Notes stay plain .md files that other editors can open", "No network connection needed or made"],
        ["Sharing and collaboration, for which people use other tools", "Synchronisation, which the file system already does", "Rich text editing"],
        new Stack(
            "Tauri + React + TypeScript + CodeMirror",
            "Rust + Tauri commands + notify",
            "Files on disk + SQLite FTS5 index",
            "GitHub Releases + GitHub Actions + signed installers",
            ["None: nothing leaves the computer, updates are downloaded from the release page by hand"]),
        [
            new("Note Editing", "Note", "researcher", "Write:Written Rename:Renamed Discard:Discarded",
                "A note opens instantly, is saved while typing and can link to others with double brackets.",
                "write without thinking about saving, so that I never lose a thought", "a note on disk is always a complete former state",
                ["Given an open note, when the typing stops for one second, then the file is saved",
                 "Given a file that another program changed meanwhile, when the note is saved, then both texts are kept and shown side by side"]),
            new("Instant Search", "Index", "researcher", "Build:Built Query:Queried Repair:Repaired",
                "Search as you type over titles and text of all notes, with the place of the hit highlighted.",
                "find a note by any word in it, so that I need no folders", "the index can be rebuilt from the files at any time",
                ["Given 20,000 notes, when three letters are typed, then the first hits are shown within 100 milliseconds",
                 "Given a damaged index, when the program starts, then it is rebuilt and search says that it is incomplete until then"]),
        ]);
}
