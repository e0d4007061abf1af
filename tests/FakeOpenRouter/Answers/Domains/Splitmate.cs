namespace AiDevFramework.FakeOpenRouter.Answers.Domains;

internal static class Splitmate
{
    public static Domain Domain { get; } = new(
        "Splitmate",
        "Splitmate keeps a flat share's common expenses and says at the end of the month who gives whom how much.",
        Sensitive: false,
        [
            ("Flatmate", "buys detergent, keeps the receipt and forgets it"),
            ("Host", "sets up the group and settles at the end of the month"),
        ],
        "A group of four sees its first balance two minutes after the first person opened the page.",
        ["Phones first, no installation", "No real money is moved: the page only says what is owed", "Amounts in one currency per group"],
        ["Payments, because a bank transfer already works", "Receipt scanning, which is wrong too often to be trusted", "Several currencies in one group"],
        new Stack(
            "Preact + TypeScript + Vite",
            "Deno + Hono + TypeScript",
            "SQLite + nightly snapshots",
            "Fly.io + GitHub Actions",
            ["None: group links replace accounts, so no e-mail service is needed"]),
        [
            new("Groups", "Group", "host", "Open:Opened Join:Joined Close:Closed",
                "A group is a secret link. Whoever has it joins with a name; there is nothing to register.",
                "share one link in our chat, so that everybody is in within a minute", "names are unique within a group",
                ["Given a group link, when a flatmate enters a name, then she is a member and sees the balance",
                 "Given a name that is taken, when somebody else enters it, then the page asks whether it is the same person"]),
            new("Expenses", "Expense", "flatmate", "Record:Recorded Correct:Corrected Void:Voided",
                "An expense has a payer, an amount and the people it is for. Shares are equal unless somebody changes them.",
                "record what I paid at the till, so that I can throw the receipt away", "the shares of an expense add up to its amount to the cent",
                ["Given 10.00 among three people, when it is recorded, then the shares are 3.34, 3.33 and 3.33",
                 "Given an expense that was settled, when somebody corrects it, then the page refuses and offers a new one"]),
            new("Settling Up", "Settlement", "host", "Propose:Proposed Accept:Accepted Reopen:Reopened",
                "The page proposes the fewest transfers that bring all balances to zero, and closes the month when all agree.",
                "see the fewest transfers, so that nobody sends money in a circle", "after a settlement all balances are zero",
                ["Given four members with balances, when the host settles, then at most three transfers are proposed",
                 "Given one member who disagrees, when he objects, then the month stays open and his reason is shown"]),
        ]);
}
