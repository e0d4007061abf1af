using AiDevFramework.Plans.Identity;

namespace AiDevFramework.Plans.Tests.Identity;

/// <summary>References count in brackets; elsewhere they are words.</summary>
public sealed class ReferenceReaderTests
{
    [Theory]
    [InlineData("Search (F3, NFR1): a query", "F3 NFR1")]
    [InlineData("A search answers in time (`AC3.1`, **NFR1**)", "AC3.1 NFR1")]
    [InlineData("A search answers in time [AC3.1](#ac31)", "AC3.1")]
    [InlineData("検索（F3、AC3.1）：速い", "F3 AC3.1")]
    [InlineData("Anmeldung (F1 und C4)", "F1 C4")]
    [InlineData("Restore (see AC2.1 and NFR 4)", "AC2.1 NFR4")]
    [InlineData("Testbuchung (F6, Risiko zuerst): eine Buchung", "F6")]
    [InlineData("Photos (AC-2.1; US-3)", "AC2.1 US3")]
    [InlineData("Nested (F1 (C2))", "F1 C2")]
    public void Read_InBrackets_FindsEach(string text, string ids) =>
        Assert.Equal(ids, string.Join(' ', ReferenceReader.Read(text).Select(reference => reference.Id)));

    [Theory]
    [InlineData("Launch in Q3 2027 on AWS S3, printed on A4, F1 is the help key")]
    [InlineData("Launch (Q3 2027) on a bucket (AWS S3)")]
    [InlineData("All of it (F1-F3, AC1.1–AC1.4)")]
    [InlineData("The key (press F5 to reload)")]
    [InlineData("MP3 (F16a, xF2, F2x, F123456)")]
    [InlineData("(F0, AC1.0)")]
    public void Read_OfWordsAndRanges_FindsNone(string text) => Assert.Empty(ReferenceReader.Read(text));

    [Theory]
    [InlineData("F1, F2 (Login) and F3", "F1 F2 F3")]
    [InlineData("F1-F4", "F1 F2 F3 F4")]
    [InlineData("F2 – F3, F7", "F2 F3 F7")]
    [InlineData("none", "")]
    [InlineData("F9999-F1", "F9999 F1")]
    [InlineData("F1-F9999", "F1 F9999")]
    public void ReadLine_OfWhatAStageCompletes_FindsEach(string line, string ids) =>
        Assert.Equal(ids, string.Join(' ', ReferenceReader.ReadLine(line, ItemKind.Feature).Select(reference => reference.Id)));

    [Fact]
    public void Read_OfAMillionBrackets_IsLinear()
    {
        var text = new string('(', 500_000) + string.Concat(Enumerable.Repeat("F1 - ", 100_000));

        Assert.Empty(ReferenceReader.Read(text));
    }
}
