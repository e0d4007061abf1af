using System.Globalization;
using System.Text;

namespace AiDevFramework.Offline;

/// <summary>The capabilities the planner knows, read once from the embedded <c>vocabulary.txt</c>, which explains its form.</summary>
internal static class Vocabulary
{
    public static IReadOnlyList<Capability> All { get; } = Read();

    public static Capability Get(string key) => All.Single(capability => capability.Key == key);

    private static List<Capability> Read()
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("offline-vocabulary.txt")
            ?? throw new InvalidOperationException("The offline planner's vocabulary is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var capabilities = new List<Capability>();
        var key = "";
        var fields = new List<(string Name, string Value)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                AddBlock();
                key = line[1..^1];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                fields.Add((line[..colon], line[(colon + 1)..].Trim()));
            }
        }

        AddBlock();
        return capabilities;

        void AddBlock()
        {
            if (key.Length > 0)
            {
                capabilities.Add(Parse(key, fields.ToLookup(field => field.Name, field => field.Value)));
                fields.Clear();
            }
        }
    }

    private static Capability Parse(string key, ILookup<string, string> fields)
    {
        string? One(string name) => fields[name].SingleOrDefault();
        return new Capability(
            key,
            Enum.Parse<CapabilityKind>(One("kind") ?? nameof(CapabilityKind.Feature), ignoreCase: true),
            int.Parse(One("order") ?? "0", CultureInfo.InvariantCulture),
            One("complex") is "yes",
            Triggers(One("words")),
            Triggers(One("verbs")),
            Split(One("needs"), ' '),
            Split(One("flags"), ' ').Select(Enum.Parse<StackNeeds>).Aggregate(StackNeeds.None, (all, flag) => all | flag),
            One("item"),
            One("fallback"),
            One("role"),
            One("tag") ?? "",
            One("name") ?? "",
            One("what") ?? "",
            [.. fields["ac"]],
            One("want") ?? "",
            [.. fields["event"].Select(Event)],
            One("aggregate") is { } aggregate ? Aggregate(aggregate) : null,
            One("then"),
            [.. fields["work"].Select(TitledOf)],
            One("metric") is { } metric ? TitledOf(metric) : null,
            One("service") is { } service ? Service(service) : null,
            One("law"),
            int.Parse(One("weeks") ?? "0", CultureInfo.InvariantCulture));
    }

    private static List<string[]> Triggers(string? value) =>
        [.. Split(value, ' ').Select(trigger => trigger.Split('+').Select(Words.Fold).ToArray())];

    private static string[] Split(string? value, char separator) =>
        value?.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static EventTemplate Event(string line)
    {
        var parts = Split(line, '|');
        return new EventTemplate(parts[0].TrimStart('!'), parts[1], parts[2], parts[3], Unhappy: parts[0][0] == '!');
    }

    private static AggregateTemplate Aggregate(string line)
    {
        var parts = Split(line, '|');
        return new AggregateTemplate(parts[0], parts[1], parts[2]);
    }

    private static ServiceTemplate Service(string line)
    {
        var parts = Split(line, '|');
        return new ServiceTemplate(parts[0], parts[1], parts[2]);
    }

    private static Titled TitledOf(string line)
    {
        var parts = Split(line, '|');
        return new Titled(parts[0], parts[1]);
    }
}
