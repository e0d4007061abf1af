using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiDevFramework.Architecture;

/// <summary>A namespace is its folder.</summary>
internal static class NamespaceRules
{
    /// <returns>One sentence for each file that declares another namespace than its folder's.</returns>
    public static IEnumerable<string> Faults(IReadOnlyList<SourceFile> files) =>
        from file in files
        from name in DeclaredIn(CSharpSyntaxTree.ParseText(file.Text))
        where name != file.FolderNamespace
        select $"{file.Path} declares the namespace {name}; its folder asks for {file.FolderNamespace}.";

    public static IEnumerable<string> DeclaredIn(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseNamespaceDeclarationSyntax>()
            .Select(FullName)
            .Distinct(StringComparer.Ordinal);

    private static string FullName(BaseNamespaceDeclarationSyntax declaration) =>
        declaration.Parent is BaseNamespaceDeclarationSyntax outer
            ? $"{FullName(outer)}.{declaration.Name}"
            : declaration.Name.ToString();
}
