using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AiDevFramework.Architecture;

/// <summary>
/// Finds conditional expressions inside of conditional expressions. Two levels are read twice; a <c>switch</c> expression, a guard or a
/// named method says the same at the first reading.
/// </summary>
internal static class Conditionals
{
    /// <summary>Lines that may have one, of each ten thousand. Libraries that are pleasant to read have 0.3 to 1.7.</summary>
    public const double MostInTenThousand = 1;

    private const double TenThousand = 10_000;

    /// <returns>The lines with a <c>?</c> inside of another conditional expression, as <c>Grains/Attempts/Money.cs:12</c>.</returns>
    public static IReadOnlyList<string> Nested(IReadOnlyList<SourceFile> files) => [.. files.SelectMany(Nested)];

    /// <returns>How many lines of each ten thousand have one.</returns>
    public static double InTenThousand(IReadOnlyList<SourceFile> files) =>
        Nested(files).Count * TenThousand / files.Sum(file => file.Text.Count(letter => letter == '\n'));

    private static IEnumerable<string> Nested(SourceFile file) =>
        CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<ConditionalExpressionSyntax>()
            .Where(inner => inner.Ancestors().OfType<ConditionalExpressionSyntax>().Any())
            .Select(inner => inner.QuestionToken.GetLocation().GetLineSpan().StartLinePosition.Line + 1)
            .Distinct()
            .Select(line => $"{file.Path}:{line}");
}
