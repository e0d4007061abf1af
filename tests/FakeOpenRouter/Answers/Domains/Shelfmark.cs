namespace AiDevFramework.FakeOpenRouter.Answers.Domains;

internal static class Shelfmark
{
    public static Domain Domain { get; } = new(
        "Shelfmark",
        "Shelfmark runs the lending desk of a village library that is open six hours a week and staffed by volunteers.",
        Sensitive: false,
        [
            ("Volunteer", "is at the desk once a month and has to relearn everything each time"),
            ("Reader", "wants to know at home whether a book is in"),
        ],
        "A volunteer lends the first book ten seconds after scanning a reader's card.",
        ["One old laptop with a USB barcode scanner", "Lending works for a whole afternoon without internet", "Readers' loans are deleted 30 days after return"],
        ["Fines, which the village council abolished", "Inter-library loans, two a year and done by phone", "E-books, whose licences belong to the district library"],
        new Stack(
            "SvelteKit + TypeScript + IndexedDB",
            "Go + chi + sqlc",
            "SQLite + Litestream",
            "Single VPS + systemd + Caddy",
            ["Book data: Open Library API (F1), free; titles are typed by hand while it is down"]),
        [
            new("Catalogue", "Title", "volunteer", "Add:Added Label:Labelled Withdraw:Withdrawn",
                "Books are added by scanning their ISBN, which fills in author and title. Each copy gets a label with its own number.",
                "add a donated book by scanning it, so that it is on the shelf the same day", "each copy has a label used for no other copy",
                ["Given a known ISBN, when it is scanned, then author, title and year are filled in within 3 seconds",
                 "Given no internet, when an ISBN is scanned, then the copy is added with its number and completed later"]),
            new("Readers", "Reader", "volunteer", "Enrol:Enrolled Renew:Renewed Leave:Left",
                "Readers are enrolled with name and phone number and get a card with a barcode.",
                "enrol a family in one go, so that they do not queue four times", "a card number is never given out twice",
                ["Given a name and a phone number, when the volunteer enrols a reader, then a card is printed",
                 "Given a reader with open loans, when she leaves, then the product lists the loans and refuses"]),
            new("Loans", "Loan", "volunteer", "Lend:Lent Extend:Extended Return:Returned",
                "Scanning a card and then copies lends them for four weeks. Scanning a copy alone takes it back.",
                "scan a card and three books, so that the reader is gone in ten seconds", "a copy is lent to at most one reader",
                ["Given a card, when three copies are scanned, then three loans of 28 days exist",
                 "Given a copy that is lent to somebody else, when it is scanned for a reader, then the desk asks whether it came back"]),
            new("Holds", "Hold", "reader", "Request:Requested Notify:Notified Lapse:Lapsed",
                "Readers put a hold on a lent title from home and are told when it is back. It waits for them for one week.",
                "ask for a lent book from home, so that it waits for me", "holds of one title are served in the order they were made",
                ["Given a held title, when its copy is returned, then the desk says whom to put it aside for",
                 "Given a hold that waited for seven days, when the eighth begins, then the next reader is notified"]),
        ]);
}
