using System.Collections.Frozen;

namespace AiDevFramework.Offline;

/// <summary>Makes a product of what an idea says. Pure: the same idea gives the same outline.</summary>
internal static class OutlineBuilder
{
    private const int MostFeatures = 9;
    private const int ManyFeatures = 6; // above it a document names the two or three events that matter of each
    private const int LongestExcerpt = 140;
    private const int ThinIdea = 6; // words

    private static readonly FrozenSet<string> DullNames = new[]
    {
        "accounts", "records", "payments", "subscriptions", "roles", "moderation", "transfer", "reports", "integration",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Served = new[]
    {
        "customer", "shopper", "buyer", "client", "patient", "guest", "student", "learner", "visitor", "tenant", "traveller", "traveler",
        "pupil", "attendee", "owner", "citizen", "resident",
    }.ToFrozenSet();

    private static readonly (string Key, string Role)[] RolesByCapability =
    [
        ("shop", "seller"), ("booking", "provider"), ("delivery", "courier"), ("roles", "administrator"), ("moderation", "moderator"),
        ("health", "clinician"), ("publishing", "reader"), ("tickets", "guest"), ("survey", "respondent"), ("course", "teacher"),
    ];

    public static ProductOutline Build(string idea)
    {
        var reading = WithoutIdleTracking(IdeaReading.Of(idea));
        var (chosen, later) = Choose(reading);
        var main = MainItem(reading, chosen);
        var role = RoleOf(reading, chosen);
        var features = Features(reading, chosen, main, role);
        var traits = reading.Asked.Select(asked => asked.Capability).Where(IsTrait).ToList();
        var needs = chosen.Concat(traits).Aggregate(StackNeeds.None, (all, capability) => all | capability.Flags);
        needs = Settle(needs);
        var roles = reading.Roles.Prepend(role)
            .Concat(RolesByCapability
                .Where(pair => chosen.Exists(capability => capability.Key == pair.Key))
                .Where(pair => reading.Roles.Count < 2 || pair.Key is "roles" or "moderation")
                .Select(pair => pair.Role))
            .Distinct()
            .Take(4)
            .ToList();
        var excerpt = Words.Excerpt(idea, LongestExcerpt);
        return new ProductOutline(
            NameOf(reading, main, features, traits, excerpt),
            main,
            roles,
            features,
            Aggregates(features),
            [.. later.Select(capability => new PlaceholderText(main, role).FillTitle(capability.Name))],
            [.. reading.RuledOut.Where(capability => !IsTrait(capability) && !chosen.Contains(capability))
                .Select(capability => new PlaceholderText(main, role).FillTitle(capability.Name))],
            Assumptions.Of(reading, chosen, main, role, needs, thin: Words.Count(idea) < ThinIdea && reading.English),
            needs,
            excerpt);
    }

    /// <summary>Whom the product serves: of a shop or a clinic that is who comes to it, not who runs it.</summary>
    private static string RoleOf(IdeaReading reading, List<Capability> chosen)
    {
        var twoSided = chosen.Exists(capability => capability.Key is "shop" or "booking" or "health" or "delivery" or "course" or "tickets");
        return (twoSided ? reading.Roles.FirstOrDefault(role => Served.Contains(role.Split(' ')[^1])) : null)
            ?? (reading.Roles.Count > 0 ? reading.Roles[0] : null)
            ?? chosen.Select(capability => capability.Role).FirstOrDefault(word => word is not null)
            ?? "member";
    }

    private static bool IsTrait(Capability capability) => capability.Kind is CapabilityKind.Trait;

    /// <summary>"Habit tracker": where a core capability is about the same thing and one person uses it, tracking adds nothing.</summary>
    private static IdeaReading WithoutIdleTracking(IdeaReading reading)
    {
        var kept = reading.Asked.Where(IsCore).Select(core => core.Object ?? core.Capability.Item).ToHashSet();
        return kept.Count == 0 || reading.Roles.Count > 1 ? reading : reading with
        {
            Asked = [.. reading.Asked.Where(asked =>
                asked.Capability.Key is not "tracking" || (asked.Object is not null && !kept.Contains(asked.Object)))],
        };
    }

    private static bool IsCore(AskedCapability asked) => asked.Capability.Kind is CapabilityKind.Core;

    /// <returns>What is shared, searched or shown and kept by no other capability; <see langword="null"/> where there is nothing.</returns>
    private static string? Unkept(IdeaReading reading)
    {
        var kept = reading.Asked.Where(asked => IsCore(asked) && (asked.Capability.Key is not "records" || asked.Object is not null))
            .Select(core => core.Object ?? OwnItem(reading, core.Capability) ?? reading.Topic)
            .ToHashSet();
        return reading.Asked.Where(asked => asked.Capability.Kind is CapabilityKind.Feature)
            .Select(asked => asked.Object)
            .FirstOrDefault(noun => noun is not null && !kept.Contains(noun));
    }

    /// <summary>The heart first, then what is asked for most, each with what it cannot work without, up to nine.</summary>
    private static (List<Capability> Chosen, List<Capability> Later) Choose(IdeaReading reading)
    {
        var asked = reading.Asked.Where(candidate => !IsTrait(candidate.Capability)).ToList();
        var candidates = asked
            .OrderByDescending(candidate => candidate.Capability.Kind is CapabilityKind.Core)
            .ThenByDescending(candidate => candidate.Times)
            .ThenBy(candidate => candidate.Position)
            .Select(candidate => candidate.Capability)
            .ToList();
        var hasHeart = candidates.Exists(capability => capability.Kind is CapabilityKind.Core)
            || (candidates.Exists(capability => capability.Kind is CapabilityKind.Alone)
                && candidates.TrueForAll(capability => capability.Kind is CapabilityKind.Alone || capability.Key is "accounts"));
        if (!hasHeart)
        {
            candidates.Insert(0, Vocabulary.Get("records"));
        }
        else if (candidates.Count(capability => capability.Kind is CapabilityKind.Core) > 1 && reading.Asked.Any(Weak))
        {
            candidates.RemoveAll(capability => capability.Key is "records"); // "manage" asks for nothing that the others are not
        }

        if (Unkept(reading) is not null && !candidates.Exists(capability => capability.Key is "records"))
        {
            candidates.Insert(0, Vocabulary.Get("records"));
        }

        if (reading.Roles.Count > 1)
        {
            candidates.Insert(Math.Min(1, candidates.Count), Vocabulary.Get("accounts")); // several kinds of people are told apart
        }

        var chosen = new List<Capability>();
        var later = new List<Capability>();
        foreach (var capability in candidates)
        {
            var closure = Closure(capability).Where(needed => !chosen.Contains(needed)).ToList();
            if (chosen.Count + closure.Count <= MostFeatures)
            {
                chosen.AddRange(closure);
            }
            else
            {
                later.Add(capability);
            }
        }

        return ([.. chosen.OrderBy(capability => capability.Order)], [.. later.Except(chosen)]);

        static bool Weak(AskedCapability asked) => asked.Capability.Key is "records" && asked.Object is null;
    }

    private static IEnumerable<Capability> Closure(Capability capability) =>
        capability.Needs.Select(Vocabulary.Get).SelectMany(Closure).Append(capability).Distinct();

    private static string MainItem(IdeaReading reading, List<Capability> chosen)
    {
        var records = chosen.Exists(capability => capability.Key is "records");
        var heart = reading.Asked.FirstOrDefault(asked => IsCore(asked) && chosen.Contains(asked.Capability));
        return (records ? RecordsItem(reading) : null)
            ?? heart?.Object
            ?? heart?.Capability.Item
            ?? reading.Topic
            ?? chosen.Where(capability => capability.Kind is CapabilityKind.Alone).Select(capability => capability.Item).FirstOrDefault()
            ?? reading.Asked.Select(asked => asked.Object).FirstOrDefault(word => word is not null)
            ?? reading.Asked.Where(asked => !IsTrait(asked.Capability)).Select(asked => asked.Capability.Fallback)
                .FirstOrDefault(word => word is not null)
            ?? "entry";
    }

    /// <summary>What is kept: the object of "keep", of what needs something kept, or of what shows it.</summary>
    private static string? RecordsItem(IdeaReading reading) =>
        reading.Asked.FirstOrDefault(asked => asked.Capability.Key is "records")?.Object
        ?? reading.Asked.FirstOrDefault(asked => asked.Capability.Needs.Contains("records") && asked.Object is not null)?.Object
        ?? Unkept(reading);

    private static List<OutlineFeature> Features(IdeaReading reading, List<Capability> chosen, string main, string role)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var features = new List<OutlineFeature>();
        foreach (var capability in chosen)
        {
            var asked = reading.Asked.FirstOrDefault(candidate => candidate.Capability == capability);
            var item = asked?.Object ?? OwnItem(reading, capability) ?? main;
            var text = new PlaceholderText(item, RoleIn(capability, reading, chosen, role));
            var aggregate = text.Fill(capability.Aggregate!.Name);
            var events = capability.Events
                .Select(template => new OutlineEvent(
                    text.Fill(template.Name),
                    text.Fill(template.Meaning),
                    text.Fill(template.Command),
                    text.Fill(template.Who),
                    template.Unhappy,
                    aggregate))
                .Where(@event => seen.Add(@event.Name))
                .ToList();
            if (chosen.Count > ManyFeatures)
            {
                events = [.. events.Where(@event => @event.Unhappy || events.Where(other => !other.Unhappy).Take(MostHappy(capability)).Contains(@event))];
            }

            features.Add(new OutlineFeature(features.Count + 1, capability, text.FillTitle(capability.Name), item, text, events));
        }

        return features;
    }

    private static string RoleIn(Capability capability, IdeaReading reading, List<Capability> chosen, string role) => capability.Key switch
    {
        "records" => KeeperOf(reading, chosen, role),
        "roles" => "administrator",
        _ => role,
    };

    /// <summary>What is sold or booked is kept by the other side.</summary>
    private static string KeeperOf(IdeaReading reading, List<Capability> chosen, string role)
    {
        var side = chosen.Find(capability => capability.Needs.Contains("records"))?.Key;
        return side is null
            ? role
            : reading.Roles.FirstOrDefault(other => other != role && !Served.Contains(other.Split(' ')[^1]))
                ?? RolesByCapability.First(pair => pair.Key == side).Role;
    }

    private static int MostHappy(Capability capability) => capability.Kind is CapabilityKind.Core ? 3 : 2;

    /// <summary>What a core capability is about without an object: its own thing, unless it is the only heart there is.</summary>
    private static string? OwnItem(IdeaReading reading, Capability capability) => capability.Kind switch
    {
        CapabilityKind.Core when capability.Key is not "records" =>
            capability.Item ?? (reading.Asked.Count(IsCore) > 1 || !reading.English ? capability.Fallback : null),
        _ => null,
    };

    /// <summary>One of each name: two features can keep the rules of one thing.</summary>
    private static List<OutlineAggregate> Aggregates(List<OutlineFeature> features) =>
        [.. features
            .GroupBy(feature => feature.Fill(feature.Capability.Aggregate!.Name))
            .Select(group => new OutlineAggregate(
                group.Key,
                group.First().Fill(group.First().Capability.Aggregate!.StandsFor),
                string.Join("; ", group.Select(feature => feature.Fill(feature.Capability.Aggregate!.Invariants)).Distinct()),
                [.. group.SelectMany(feature => feature.Events)]))
            .Where(aggregate => aggregate.Events.Count > 0)];

    private static StackNeeds Settle(StackNeeds needs)
    {
        if ((needs & (StackNeeds.Shared | StackNeeds.Accounts)) != 0)
        {
            return needs & ~StackNeeds.Local;
        }

        return (needs & (StackNeeds.TimeSeries | StackNeeds.Integration | StackNeeds.Ai | StackNeeds.Push)) == 0 ? needs | StackNeeds.Local : needs;
    }

    private static string NameOf(IdeaReading reading, string main, List<OutlineFeature> features, List<Capability> traits, string excerpt)
    {
        if (reading.Name is { } given)
        {
            return Words.Capital(Words.Excerpt(given, 24));
        }

        if (!reading.English && reading.Topic is null && ForeignName(excerpt) is { Length: > 0 } foreign)
        {
            return foreign;
        }

        var heart = features.Find(feature => feature.Capability.Kind is not CapabilityKind.Feature && feature.Item == main)
            ?? features.Find(feature => feature.Capability.Kind is not CapabilityKind.Feature);
        var tag = heart is { Capability.Key: not "records" } ? heart.Capability.Tag : null;
        tag ??= reading.Asked.Select(asked => asked.Capability)
            .FirstOrDefault(capability => !DullNames.Contains(capability.Key) && features.Exists(feature => feature.Capability == capability))?.Tag;
        tag ??= traits.Select(trait => trait.Tag).FirstOrDefault() ?? (heart ?? features[0]).Capability.Tag;
        var topic = Words.Title(heart is { Capability.Key: not "records" } ? reading.Topic ?? NounOf(reading, heart) ?? main : main);
        return topic.EndsWith(tag, StringComparison.OrdinalIgnoreCase) ? topic : $"{topic} {tag}";
    }

    private static string? NounOf(IdeaReading reading, OutlineFeature heart) =>
        reading.English && heart.Capability.Kind is CapabilityKind.Core && reading.Asked.FirstOrDefault(asked => asked.Capability == heart.Capability)?.Noun is { } noun
        && !reading.Roles.Contains(Words.Singular(noun)) ? Words.Singular(noun) : null;

    /// <summary>Two words of the idea that mean something, or its first clause where words are not set apart.</summary>
    private static string ForeignName(string excerpt)
    {
        var words = Words.Tokenise(excerpt);
        if (words.Exists(word => word.Plain.Any(letter => letter >= '\u3040')))
        {
            return Words.Excerpt(words[0].Text, 12).TrimEnd('…', ' ');
        }

        return string.Join(' ', words
            .Where(word => word.Plain.Length > 3 && !Lexicon.OtherFunction.Contains(word.Plain) && !Lexicon.Generic.Contains(word.Plain))
            .Take(2)
            .Select(word => Words.Capital(word.Text)));
    }
}
