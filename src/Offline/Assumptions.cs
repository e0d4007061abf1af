namespace AiDevFramework.Offline;

/// <summary>What an idea leaves open or contradicts, and which reading the documents follow.</summary>
internal static class Assumptions
{
    private const int Most = 5;

    private static readonly (string First, string Second, string Text)[] Contradictions =
    [
        ("offline", "live", "The idea asks for work without a connection and for changes that everybody sees at once: changes are live while there is a connection and are joined when it returns."),
        ("local", "sharing", "The idea wants everything on one's own device and wants to share: what is shared lies on the server, everything else stays on the device."),
        ("local", "accounts", "The idea wants everything on one's own device and wants accounts: the account holds only what has to be reached from elsewhere."),
        ("local", "integration", "The idea wants everything on one's own device and an exchange with outside systems: only what is exchanged leaves the device, after consent."),
        ("cli", "mobile", "The idea names the command line and the phone: the phone app is the product, and the command line is served by the same interface later."),
        ("public", "roles", "The idea wants to be public and to have permissions: reading is public, changing is not."),
        ("survey", "accounts", "The idea asks for answers and for accounts: who asks has an account, who answers does not."),
    ];

    public static IReadOnlyList<string> Of(
        IdeaReading reading, IReadOnlyList<Capability> chosen, string item, string role, StackNeeds needs, bool thin)
    {
        var all = new List<string>();
        var keys = reading.Asked.Select(asked => asked.Capability.Key).ToHashSet();
        all.AddRange(Contradictions.Where(pair => keys.Contains(pair.First) && keys.Contains(pair.Second)).Select(pair => pair.Text));
        foreach (var capability in reading.RuledOut.Where(capability => chosen.Contains(capability)))
        {
            var text = new PlaceholderText(item, role);
            var because = chosen.First(other => other.Needs.Contains(capability.Key) || other == capability);
            all.Add($"The idea rules out \"{text.FillTitle(capability.Name)}\" and asks for something that rests on it: it stays, as small as \"{text.FillTitle(because.Name)}\" needs it.");
        }

        if (thin)
        {
            all.Add($"The idea is short: the most modest product is assumed that fulfils its words, about {Words.Plural(item)} and nothing else.");
        }

        if (!reading.English)
        {
            all.Add("The idea is not in English: names are taken from its words where that is possible, and the text is English.");
        }

        var implied = chosen.Where(capability => !keys.Contains(capability.Key)).ToList();
        if (implied.Exists(capability => capability.Key is "accounts"))
        {
            all.Add($"The idea names no sign-in: accounts are assumed, because {Words.Plural(item)} of several people have to be told apart.");
        }

        if (implied.Exists(capability => capability.Key is "payments"))
        {
            all.Add("The idea names no way to pay: one licensed payment provider and one currency are assumed.");
        }

        if (reading.Roles.Count == 0)
        {
            all.Add($"The idea does not say for whom: one main role is assumed, called {role} here.");
        }

        if ((needs & (StackNeeds.Mobile | StackNeeds.Cli | StackNeeds.Desktop | StackNeeds.Extension | StackNeeds.Bot)) == 0)
        {
            all.Add("The idea names no device: a web application for phone and desktop browsers is assumed.");
        }

        if ((needs & StackNeeds.Local) != 0)
        {
            all.Add($"The idea names nobody to share with: {Words.Plural(item)} stay with one person, on the device, without an account.");
        }

        if (all.Count < 2)
        {
            all.Add($"The idea gives no numbers: 2,000 active {Words.Plural(role)} in year one are assumed, with 200 {Words.Plural(item)} each.");
        }

        return [.. all.Take(Most)];
    }
}
