using System.Globalization;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

internal static class PrdWriter
{
    private const int FewestMetrics = 3;
    private const int MostMetrics = 6;
    private const int FewestExclusions = 3;

    [Answers(Step.Prd)]
    public static string Write(ProductOutline outline)
    {
        var document = new MarkdownText("Product Requirements Document");
        WriteOverview(document, outline);
        document.Heading("2. Core Features");
        foreach (var feature in outline.Features)
        {
            WriteFeature(document, outline, feature);
        }

        document.Heading("3. User Stories").Bullets(Stories(outline));
        document.Heading("4. Non-Functional Requirements").Bullets(Quality(outline));
        document.Heading("5. Success Metrics").Bullets(Metrics(outline));
        document.Heading("6. Technical Constraints").Bullets(Constraints(outline));
        document.Heading("7. Out of Scope").Bullets(Exclusions(outline));
        return document.ToString();
    }

    private static void WriteOverview(MarkdownText document, ProductOutline outline)
    {
        var heart = outline.Heart;
        var abilities = outline.Features
            .Where(feature => feature.Capability.Key is not ("accounts" or "roles") && feature.Text.Role == outline.Role)
            .OrderByDescending(feature => feature == heart)
            .Take(4)
            .Select(feature => feature.Text.Fill(feature.Capability.Name.ToLowerInvariant()))
            .ToList();
        document.Heading("1. Project Overview")
            .Label("Product Name", outline.Name)
            .Label("Vision", $"{outline.Name} lets {outline.RolePlural} {Words.List(abilities)}. "
                + $"Today they do it with scattered notes, calls and messages about {outline.Items}; {heart.Id} is what changes that.")
            .Label("Complexity", outline.Complexity.ToString().ToUpperInvariant())
            .Label("Target Users")
            .Bullets(outline.Roles.Select((role, index) => UserLine(outline, role, index)))
            .Label("Core Value", $"{Words.Capital(Words.WithArticle(outline.Role))} can {FirstWant(heart)} "
                + $"within {(outline.Has(StackNeeds.Accounts) ? "5" : "2")} minutes of first contact, {(outline.Has(StackNeeds.Accounts) ? "registration included" : "without registering")}.")
            .Label("Assumptions")
            .Bullets(outline.Assumptions);
        if (outline.Excerpt.Length > 0)
        {
            document.Bullet($"Everything here follows from the words of the idea, which begins: “{outline.Excerpt}”");
        }
    }

    private static string UserLine(ProductOutline outline, string role, int index) => (index, role) switch
    {
        (0, _) => $"{Words.Capital(role)}: deals with {outline.Items} several times a week, today with notes, messages and memory, and needs to {FirstWant(outline.Heart)}",
        (_, "seller") => $"Seller: offers {outline.Items}, needs each order complete and paid, and looks several times a day",
        (_, "provider") => $"Provider: offers times, needs a calendar without double bookings, and looks every morning",
        (_, "courier") => "Courier: is on the way with a phone in one hand, needs the next stop and a proof in two taps, all day",
        (_, "administrator") => "Administrator: answers for the organisation, needs to grant and withdraw rights in a minute, once a week",
        (_, "moderator") => "Moderator: decides reports, needs the context on one screen, daily",
        (_, "clinician") => "Clinician: is let in by consent, needs the course of the last weeks before a visit, a few times a month",
        (_, "reader") => $"Reader: comes by a link, needs the {outline.Item} to be there at once and without an account, now and then",
        (_, "guest") => "Guest: comes by a link, needs a place and a code, once per occasion",
        (_, "respondent") => "Respondent: comes by a link on a phone, needs to be done in three minutes, once",
        (_, "teacher") => "Teacher: prepares and follows progress, needs to see who is stuck, weekly",
        _ => $"{Words.Capital(role)}: takes part with {outline.Items} of others, needs to see and answer what concerns them, weekly",
    };

    private static void WriteFeature(MarkdownText document, ProductOutline outline, OutlineFeature feature)
    {
        var description = feature.Fill(feature.Capability.What);
        if (outline.UseEventStorming && feature.Events.Count > 0)
        {
            var names = Words.List([.. feature.Events.Select(@event => @event.Name)]);
            description += $" It serves {names} of the aggregate {feature.Events[0].Aggregate}.";
        }

        document.SubHeading($"Feature {feature.Number}: {feature.Name}")
            .Label("Description", description)
            .Label("Acceptance Criteria")
            .Bullets(feature.Capability.Criteria.Select((criterion, index) => $"AC{feature.Number}.{index + 1}: {feature.Fill(criterion)}"));
    }

    private static IEnumerable<string> Stories(ProductOutline outline)
    {
        var number = 0;
        foreach (var feature in outline.Features)
        {
            yield return $"US{++number} ({feature.Id}): As {Words.WithArticle(feature.Text.Role)}, I want to {feature.Fill(feature.Capability.Want)}";
        }

        if (outline.Features is [var only])
        {
            yield return $"US{++number} ({only.Id}): As {Words.WithArticle(outline.Roles[^1])}, I want to be told at once what was not taken and why, so that I can put it right before I need it";
        }
        else
        {
            var (heart, last) = (outline.Heart, outline.Features[^1] == outline.Heart ? outline.Features[0] : outline.Features[^1]);
            yield return $"US{++number} ({heart.Id}, {last.Id}): As {Words.WithArticle(outline.Roles[^1])}, I want \"{last.Name}\" to know "
                + $"what was entered under \"{heart.Name}\", so that nobody asks for it twice";
        }
    }

    private static IEnumerable<string> Quality(ProductOutline outline)
    {
        yield return outline switch
        {
            _ when outline.Has(StackNeeds.Cli) => "NFR1 Performance: a command starts within 200 milliseconds and handles 100 MB in under 10 seconds on a four-year-old laptop",
            _ when outline.Has(StackNeeds.RealTime) => "NFR1 Performance: 95 % of live changes are visible to others within 1 second with 500 people connected, and 95 % of requests are answered within 300 milliseconds",
            _ when outline.Has(StackNeeds.TimeSeries) => "NFR1 Performance: 200 readings a second are taken without loss, and a day of one device is drawn within 1 second",
            _ when outline.Has(StackNeeds.Media) => $"NFR1 Performance: the first screen of {outline.Items} with previews is there within 2 seconds over 4G, and 95 % of requests are answered within 300 milliseconds",
            _ when outline.Has(StackNeeds.Local) => $"NFR1 Performance: every tap is answered within 100 milliseconds with 5,000 {outline.Items} on the device",
            _ => $"NFR1 Performance: 95 % of requests are answered within 300 milliseconds with 100 {outline.RolePlural} active at a time, and the first screen is usable within 2 seconds over 4G",
        };
        yield return outline switch
        {
            _ when outline.Has(StackNeeds.Regulated) => $"NFR2 Security: {outline.Items} are encrypted by field with keys outside the database, every read by somebody else is recorded, and sessions end after 15 minutes of rest",
            _ when outline.Has(StackNeeds.Payments) => "NFR2 Security: no card data touches the product, passwords are kept as Argon2id hashes, and each state change of money can be traced to a person or a signed notice",
            _ when outline.Has(StackNeeds.Accounts) => $"NFR2 Security: passwords are kept as Argon2id hashes, every request for {Words.WithArticle(outline.Item)} is checked against its owner, and all traffic is TLS 1.2 or newer",
            _ => $"NFR2 Security: nothing about {outline.Items} leaves the device without an action of its owner, and text from outside never runs as code",
        };
        yield return outline.Has(StackNeeds.Local)
            ? $"NFR3 Scalability: 50,000 {outline.Items} on one device without a change of design, about 50 MB"
            : $"NFR3 Scalability: {Number(outline.Has(StackNeeds.Public) ? 10_000 : 2_000)} active {outline.RolePlural} and {Number(outline.Has(StackNeeds.TimeSeries) ? 500_000_000 : 400_000)} "
                + $"{(outline.Has(StackNeeds.TimeSeries) ? "readings" : outline.Items)} in year one on the smallest paid plan, with a peak of five times the mean on Sunday evenings";
        yield return outline.Has(StackNeeds.Local)
            ? $"NFR4 Durability: a crash loses at most the last 2 seconds of typing, and all {outline.Items} can be saved as one file"
            : $"NFR4 Availability: 99.5 % a month; a backup every night, restored once a quarter within 2 hours with at most 15 minutes of data lost";
        yield return outline switch
        {
            _ when outline.Has(StackNeeds.Cli) => "NFR5 Portability: the same command gives the same bytes on all systems of section 6, and each message names the file and the line that it is about",
            _ when outline.Has(StackNeeds.Bot) => "NFR5 Accessibility: every answer is complete as plain text, so that a screen reader reads all of it, and no picture or colour has a meaning of its own",
            _ => "NFR5 Accessibility: WCAG 2.2 level AA; every action works with the keyboard and a screen reader",
        };
    }

    private static IEnumerable<string> Metrics(ProductOutline outline)
    {
        var all = outline.Features
            .Where(feature => feature.Capability.Metric is not null)
            .OrderByDescending(feature => feature == outline.Heart)
            .Select(feature => $"{Words.Capital(feature.Fill(feature.Capability.Metric!.Title))}: {feature.Fill(feature.Capability.Metric.Text)} ({feature.Id})")
            .Take(MostMetrics - 1)
            .ToList();
        all.Add($"Return: 35 % of new {outline.RolePlural} come back in their fourth week, in month 3, from days of use counted without content ({outline.Heart.Id})");
        if (all.Count < FewestMetrics)
        {
            all.Add($"First value: 80 % of first visits reach {outline.Heart.Id} within 2 minutes, by the end of month 1, measured from opening to first entry ({outline.Heart.Id})");
        }

        return all.Select((metric, index) => $"M{index + 1} {metric}");
    }

    private static IEnumerable<string> Constraints(ProductOutline outline)
    {
        var platforms = Platforms(outline).ToList();
        foreach (var platform in platforms)
        {
            yield return platform;
        }

        if (outline.Has(StackNeeds.Offline))
        {
            yield return $"Offline use: everything but {(outline.Has(StackNeeds.Payments) ? "paying" : "signing in")} works without a connection for 30 days";
        }

        foreach (var feature in outline.Features.Where(feature => feature.Capability.Service is not null))
        {
            yield return $"Outside system for {feature.Id}: {feature.Capability.Service!.Service}";
        }

        foreach (var law in outline.Features.Select(feature => feature.Capability.Law).OfType<string>().Distinct())
        {
            yield return law;
        }

        if (!outline.Has(StackNeeds.Accounts))
        {
            yield return "GDPR: no personal data is collected, no cookie is set and nobody is counted by name";
        }
    }

    private static IEnumerable<string> Platforms(ProductOutline outline)
    {
        if (outline.Has(StackNeeds.Cli))
        {
            yield return "Terminals on Linux, macOS and Windows, 64 bit; exit codes and output that scripts can rely on";
        }

        if (outline.Has(StackNeeds.Mobile))
        {
            yield return "Phones with iOS 17 or Android 10 and newer; one hand, screens from 320 points";
        }

        if (outline.Has(StackNeeds.Desktop))
        {
            yield return "Windows 11, macOS 14 and Ubuntu 24.04 and newer; signed installers";
        }

        if (outline.Has(StackNeeds.Extension))
        {
            yield return "Chrome, Edge and Firefox with extension manifest version 3, with the fewest permissions";
        }

        if (outline.Has(StackNeeds.Bot))
        {
            yield return "The messengers that the idea names, through their official bot interfaces and inside their rate limits";
        }

        if (!outline.Has(StackNeeds.Cli | StackNeeds.Mobile | StackNeeds.Desktop | StackNeeds.Extension | StackNeeds.Bot))
        {
            yield return "The last two versions of Chrome, Edge, Firefox and Safari, on phones from 320 pixels and on desktops";
        }
    }

    private static List<string> Exclusions(ProductOutline outline)
    {
        var all = outline.RuledOut.Select(name => $"{name}: the idea says that it does not want it").ToList();
        all.AddRange(outline.Later.Select(name => $"{name}: the idea names it; it follows after the first release, because nine features are enough for one"));
        var keys = outline.Features.Select(feature => feature.Capability.Key).ToHashSet();
        (bool Applies, string Text)[] usual =
        [
            (!outline.Has(StackNeeds.Mobile | StackNeeds.Cli | StackNeeds.Extension | StackNeeds.Bot),
                $"Apps from the app stores: the browser reaches every {outline.Role} first, and stores cost weeks"),
            (outline.Has(StackNeeds.Mobile), "A version for desktop browsers: the idea is about the phone"),
            (!keys.Contains("payments"), $"Taking money: nothing in the idea asks for it, and it would change the duties of everybody who runs {outline.Name}"),
            (!keys.Contains("suggest"), $"Suggestions by a language model: {outline.Items} have to be there before anything can be learnt from them"),
            (!keys.Contains("integration") && !keys.Contains("transfer"), $"Exchange with other programs: wait for the first ten {outline.RolePlural} who name the same one"),
            (!keys.Contains("translate"), "More than one language of the interface: English first, texts kept apart so that others can follow"),
            (true, $"A programming interface for others: what {outline.Name} keeps has to stand still first"),
            (true, $"Settings for taste, such as colours and layouts: they serve no criterion of section 2"),
        ];
        all.AddRange(usual.Where(exclusion => exclusion.Applies).Select(exclusion => exclusion.Text).Take(Math.Max(FewestExclusions - all.Count, 2)));
        return all;
    }

    private static string FirstWant(OutlineFeature feature)
    {
        var want = feature.Fill(feature.Capability.Want);
        var reason = want.LastIndexOf(", so that", StringComparison.Ordinal);
        return (reason < 0 ? want : want[..reason])
            .Replace(" my ", " their ", StringComparison.Ordinal)
            .Replace(" me ", " them ", StringComparison.Ordinal)
            .Replace(" I was ", " they were ", StringComparison.Ordinal)
            .Replace(" I ", " they ", StringComparison.Ordinal);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
