using System.Globalization;
using AiDevFramework.Architecture;

const string Usage = """
    usage: dotnet run --project tests/Architecture -- arrows|faults|conditionals [REPOSITORY]
      arrows   which room of src/ uses which, as Markdown
      faults   what the house does not allow, one line a fault, as tests/Architecture.Tests/exceptions.txt lists them
      conditionals   conditional expressions inside of others, one line each, and how many there are in ten thousand lines
    """;

if (args is not [var command, .. { Length: <= 1 } rest] || command is not ("arrows" or "faults" or "conditionals"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var tree = SourceTree.Read(rest is [var repository] ? repository : ".");
Console.Write(command switch
{
    "arrows" => ArrowReport.Write(ArrowReader.Read(tree.Files)),
    "faults" => Lines(HouseRules.Faults(tree).Order(StringComparer.Ordinal)),
    _ => Lines([.. Conditionals.Nested(tree.Files), string.Create(CultureInfo.InvariantCulture, $"{Conditionals.InTenThousand(tree.Files):F1} in 10,000 lines")]),
});
return 0;

static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
