using AiDevFramework.Architecture;

const string Usage = """
    usage: dotnet run --project tests/Architecture -- arrows|faults [REPOSITORY]
      arrows   which room of src/ uses which, as Markdown
      faults   what the house does not allow, one line a fault, as tests/Architecture.Tests/exceptions.txt lists them
    """;

if (args is not [var command, .. { Length: <= 1 } rest] || command is not ("arrows" or "faults"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var tree = SourceTree.Read(rest is [var repository] ? repository : ".");
Console.Write(command is "arrows"
    ? ArrowReport.Write(ArrowReader.Read(tree.Files))
    : string.Concat(HouseRules.Faults(tree).Order(StringComparer.Ordinal).Select(fault => fault + "\n")));
return 0;
