namespace AiDevFramework.Offline;

/// <summary>Something that the planner may choose where nothing forbids it.</summary>
/// <param name="Name">As a choice spells it.</param>
/// <param name="Parts">What it is made of: category and name, as the constraints of a ledger write them.</param>
internal sealed record StackOption(string Name, params IReadOnlyList<string> Parts)
{
    public static readonly IReadOnlyList<StackOption> Backends =
    [
        new("Python + Django", "language:python", "framework:django"),
        new("C# + ASP.NET Core", "language:csharp", "framework:dotnet"),
        new("Java + Spring Boot", "language:java", "framework:spring"),
        new("TypeScript + Node.js + Fastify", "language:typescript", "framework:nodejs"),
        new("PHP + Laravel", "language:php", "framework:laravel"),
        new("Ruby + Ruby on Rails", "language:ruby", "framework:rails"),
        new("Kotlin + Ktor", "language:kotlin"),
        new("Go and its standard library", "language:go"),
        new("Rust + Axum", "language:rust"),
    ];

    public static readonly IReadOnlyList<StackOption> Tools =
    [
        new("Python and its standard library", "language:python"),
        new("Go and its standard library", "language:go"),
        new("C# and .NET", "language:csharp", "framework:dotnet"),
        new("Rust", "language:rust"),
        new("Java", "language:java"),
        new("TypeScript + Node.js", "language:typescript", "framework:nodejs"),
        new("Kotlin", "language:kotlin"),
        new("Ruby", "language:ruby"),
        new("PHP", "language:php"),
    ];

    public static readonly IReadOnlyList<StackOption> Databases =
    [
        new("PostgreSQL", "database:postgresql"),
        new("MariaDB", "database:mariadb"),
        new("SQLite", "database:sqlite"),
    ];

    private static readonly string[] s_databases =
        ["mysql", "oracle", "sql-server", "mongodb", "redis", "cassandra", "dynamodb", "firestore", "elasticsearch", "neo4j", "duckdb"];

    private static readonly string[] s_languages = ["javascript", "cpp", "scala", "elixir", "abap", "cobol"];

    private static readonly Dictionary<string, string> s_frameworks = new(StringComparer.Ordinal)
    {
        ["react"] = "javascript",
        ["angular"] = "typescript",
        ["vue"] = "javascript",
        ["svelte"] = "javascript",
        ["nextjs"] = "javascript",
        ["flask"] = "python",
        ["flutter"] = "dart",
        ["wordpress"] = "php",
    };

    /// <summary>Something that an idea demands, with what it is made of.</summary>
    /// <param name="name">As the ledger writes it: <c>mongodb</c>.</param>
    public static StackOption Demanded(string name)
    {
        if (Backends.Concat(Databases).SelectMany(option => option.Parts.Select(part => (option, part))).FirstOrDefault(pair => pair.part.EndsWith($":{name}", StringComparison.Ordinal))
            is { option: { } known, part: var own })
        {
            return own.StartsWith("framework", StringComparison.Ordinal) ? new StackOption(name, known.Parts) : new StackOption(name, own);
        }

        return (Array.IndexOf(s_databases, name) >= 0, Array.IndexOf(s_languages, name) >= 0, s_frameworks.GetValueOrDefault(name)) switch
        {
            (true, _, _) => new StackOption(name, $"database:{name}"),
            (_, true, _) => new StackOption(name, $"language:{name}"),
            (_, _, { } language) => new StackOption(name, $"framework:{name}", $"language:{language}"),
            _ => new StackOption(name, $"platform:{name}"),
        };
    }

    public bool IsDatabase => Parts.Any(part => part.StartsWith("database:", StringComparison.Ordinal));

    /// <summary>Whether one of the names is a part of it.</summary>
    public bool Has(string name) => Parts.Any(part => part.EndsWith($":{name}", StringComparison.Ordinal));

    /// <param name="ban">A name, <c>database:*</c> or <c>database:*!postgresql</c>.</param>
    public bool IsBannedBy(string ban)
    {
        if (!ban.Contains(":*", StringComparison.Ordinal))
        {
            return Has(ban) || Parts.Contains(ban);
        }

        var category = ban[..(ban.IndexOf(':', StringComparison.Ordinal) + 1)];
        var spared = ban.IndexOf('!', StringComparison.Ordinal) is > 0 and var mark ? category + ban[(mark + 1)..] : null;
        return Parts.Any(part => part.StartsWith(category, StringComparison.Ordinal) && part != spared);
    }
}
