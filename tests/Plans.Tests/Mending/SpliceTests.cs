using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Mending;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Mending;

public sealed class SpliceTests
{
    public static TheoryData<DocumentType, string> Samples =>
        [.. from type in Enum.GetValues<DocumentType>() from idea in (string[])["a", "c"] select (type, idea)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Apply_OfEachPartAsItIs_ChangesNothing(DocumentType type, string idea)
    {
        var text = Stored(type, idea);
        var parts = PartsOf(type, text);

        Assert.NotEmpty(parts.All);
        Assert.All(parts.All, part => Assert.Equal(text, Splice.Apply(parts, Written((part.Slug, parts.TextOf(part))))));
        Assert.Equal(text, Splice.Apply(parts, parts.All.ToDictionary(part => part.Slug, parts.TextOf)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Apply_OfAPartThatWasTakenOut_PutsItBackWhereItWas(DocumentType type, string idea)
    {
        var text = Stored(type, idea);
        var whole = PartsOf(type, text);
        foreach (var part in whole.All)
        {
            var markdown = whole.Reading.Frame.Markdown;
            var end = part.End < markdown.Lines.Count ? markdown.Lines[part.End].Start : text.Length;
            var without = Stored(type, text.Remove(markdown.Lines[part.First].Start, end - markdown.Lines[part.First].Start), read: true);

            var again = Splice.Apply(PartsOf(type, without), Written((part.Slug, whole.TextOf(part))));

            Assert.Equal(Lines(Stored(type, text, read: true)), Lines(Stored(type, again, read: true)));
        }
    }

    [Fact]
    public void Apply_OfAFeature_LeavesEveryOtherByte()
    {
        var text = Stored(DocumentType.Prd, "a");
        var parts = PartsOf(DocumentType.Prd, text);
        var old = parts.TextOf(parts.Find("feature-2")!);

        var spliced = Splice.Apply(parts, Written(("feature-2", "### Feature 2: New\n- AC2.1: Given … when … then …")));

        Assert.Equal(text.Replace(old, "### Feature 2: New\n- AC2.1: Given … when … then …", StringComparison.Ordinal), spliced);
    }

    [Fact]
    public void Apply_OfASectionAndAFeatureInside_TakesTheSection()
    {
        var text = Stored(DocumentType.Prd, "a");

        var spliced = Splice.Apply(PartsOf(DocumentType.Prd, text), Written(("feature-1", "### Feature 1: X"), ("core-features", "## 2. Core Features\n### Feature 1: Y\nWhy.")));

        Assert.Contains("### Feature 1: Y", spliced, StringComparison.Ordinal);
        Assert.DoesNotContain("### Feature 1: X", spliced, StringComparison.Ordinal);
        Assert.DoesNotContain("### Feature 2", spliced, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feature-1", "core-features", true)]
    [InlineData("core-features", "feature-1", false)]
    [InlineData("feature-1", "user-stories", false)]
    public void Contains_OfPartsOfADocument_KnowsWhichIsInside(string slug, string outer, bool inside)
    {
        var parts = PartsOf(DocumentType.Prd, Stored(DocumentType.Prd, "a"));

        Assert.Equal(inside, parts.Find(outer)!.Contains(parts.Find(slug)!));
    }

    internal static DocumentParts PartsOf(DocumentType type, string text) => DocumentParts.Of(RowOf(type).ReadPart(Material, text).Reading);

    internal static DocumentRow RowOf(DocumentType type) => StepCatalogue.Rows.Single(row => row.Document?.Type == type).Document!;

    internal static StepMaterial Material { get; } = new("An idea of ten characters", Approach.Vertical);

    private static string Stored(DocumentType type, string idea) => Stored(type, SampleDocuments.Of(type, idea), read: true);

    private static string Stored(DocumentType type, string text, bool read) =>
        read ? RowOf(type).Examine(Material, text).Text ?? RowOf(type).ReadPart(Material, text).Text : text;

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(line => line.Length > 0);

    private static Dictionary<string, string> Written(params (string Slug, string Text)[] parts) => parts.ToDictionary(part => part.Slug, part => part.Text);
}
