using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiDevFramework.Architecture;

/// <summary>
/// Reads from sources which namespace uses which. Sources, because compiled code has lost constants and <c>nameof</c>; names are
/// resolved by the compiler, so that a using line, a qualified name, an alias and a type of a parent namespace all count.
/// Links in documentation count by their using line alone.
/// </summary>
internal static class ArrowReader
{
    /// <summary>What <c>ImplicitUsings</c> adds to every file of a project.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>The framework's own assemblies and those of packages that this program came with. Read once: there are hundreds.</summary>
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Platform = new(() =>
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(assembly => !SourceFile.IsOurs(Path.GetFileName(assembly)))
            .Select(assembly => MetadataReference.CreateFromFile(assembly)),
    ]);

    /// <returns>One arrow for each file and each foreign namespace that it uses, in the order of the files.</returns>
    public static IReadOnlyList<Arrow> Read(IReadOnlyList<SourceFile> files)
    {
        var trees = files.ToDictionary(
            file => file.Path, file => CSharpSyntaxTree.ParseText(file.Text, Language, file.Path), StringComparer.Ordinal);
        var compilation = CSharpCompilation.Create(
            "house",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, Language), .. trees.Values],
            Platform.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var declared = DeclaredNamespaces(files, trees.Values);
        return [.. files.AsParallel().AsOrdered().SelectMany(file => ArrowsOf(file, trees[file.Path], compilation, declared))];
    }

    /// <summary>Each namespace with the project that declares it.</summary>
    private static Dictionary<string, string> DeclaredNamespaces(IReadOnlyList<SourceFile> files, IEnumerable<SyntaxTree> trees)
    {
        var projects = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, tree) in files.Zip(trees))
        {
            foreach (var name in NamespaceRules.DeclaredIn(tree))
            {
                projects.TryAdd(name, file.Project);
            }
        }

        return projects;
    }

    private static IEnumerable<Arrow> ArrowsOf(
        SourceFile file, SyntaxTree tree, CSharpCompilation compilation, Dictionary<string, string> declared)
    {
        var model = compilation.GetSemanticModel(tree);
        var seen = new HashSet<string>(StringComparer.Ordinal) { file.FolderNamespace };
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<NameSyntax>())
        {
            var target = name.Parent is UsingDirectiveSyntax or NamespaceDeclarationSyntax or FileScopedNamespaceDeclarationSyntax
                ? NamespaceOfDirective(name, declared)
                : NamespaceOfSymbol(name, model);
            if (target is not null && declared.TryGetValue(target, out var project) && seen.Add(target))
            {
                var line = tree.GetLineSpan(name.Span).StartLinePosition.Line + 1;
                yield return new Arrow(file.FolderNamespace, target, file.Path, line, file.Project, project);
            }
        }
    }

    /// <summary>The namespace that a using line names: the longest declared one that its name begins with.</summary>
    private static string? NamespaceOfDirective(NameSyntax name, Dictionary<string, string> declared)
    {
        if (name.Parent is not UsingDirectiveSyntax)
        {
            return null;
        }

        for (var text = name.ToString(); text.Length > 0; text = text[..Math.Max(text.LastIndexOf('.'), 0)])
        {
            if (declared.ContainsKey(text))
            {
                return text;
            }
        }

        return null;
    }

    private static string? NamespaceOfSymbol(NameSyntax name, SemanticModel model)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        return type is { ContainingNamespace.IsGlobalNamespace: false } && type.Locations.Any(location => location.IsInSource)
            ? type.ContainingNamespace.ToDisplayString()
            : null;
    }
}
