using System.Text;
using System.Text.Json;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class TextIncrementsTests
{
    private const string Whole = "# Product Requirements Document\n\nA text with some words in it, and more of them.\n";

    [Fact]
    public void Append_OfHonestIncrements_GivesEachOfThem()
    {
        // Small alphabets: pieces repeat each other and parts of the text all the time.
        Gen.OneOf(Gen.String[Gen.Char['a', 'b'], 1, 12], Gen.String[Gen.OneOf('#', '-', ' ', '\n'), 1, 4], Gen.String[1, 40])
            .Array[1, 40]
            .Where(pieces => !SaysAgain(pieces))
            .Sample(pieces => Assert.Equal(string.Concat(pieces), Read(pieces)), iter: 5000);
    }

    [Fact]
    public void Append_OfAPieceThatEqualsAPartOfTheText_AddsIt()
    {
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[1, Whole.Length], Gen.Int[1, 20]).Sample((start, length, size) =>
        {
            var part = Whole.Substring(start, Math.Min(length, Whole.Length - start));
            string[] pieces = [.. Whole.Chunk(size).Select(piece => new string(piece)), part, part + "!", "end"];

            Assert.Equal(string.Concat(pieces), Read(pieces));
        });
    }

    [Fact]
    public void Append_OfTheWholeTextWithEachPiece_GivesItOnce()
    {
        Gen.Int[1, 30].Sample(size =>
        {
            var pieces = Enumerable.Range(1, (Whole.Length / size) + 1).Select(count => Whole[..Math.Min(Whole.Length, count * size)]).ToList();

            Assert.Equal(Whole, Read([.. pieces]));
            if (size >= 16) // of a few letters nobody can tell whether they are said twice
            {
                Assert.Equal(Whole, Read([.. pieces.SelectMany(piece => new[] { piece, piece })]));
            }
        });
    }

    [Fact]
    public void Append_OfALastPieceThatRepeatsAll_GivesTheTextOnce()
    {
        Gen.Int[1, Whole.Length].Sample(size =>
        {
            string[] pieces = [.. Whole.Chunk(size).Select(piece => new string(piece))];

            Assert.Equal(Whole, Read([.. pieces, Whole]));
            Assert.Equal(Whole + "more", Read([.. pieces, Whole + "more"]));
            Assert.Equal(Whole + "\n", Read([.. pieces, Whole, "\n"]));
        });
    }

    [Fact]
    public void Append_OfTheTextAndThenMore_WasNoRepetition()
    {
        Assert.Equal(Whole + Whole + "end", Read(Whole, Whole, "end"));
    }

    [Fact]
    public void Append_OfARepeatedTextThatChanges_Fails()
    {
        var pieces = Enumerable.Range(1, 4).Select(count => Whole[..(count * 20)]).Append(Whole.Replace('P', 'Q')).ToArray();

        Assert.Throws<JsonException>(() => Read(pieces));
    }

    [Theory]
    [InlineData("beyond", "")]
    [InlineData("", "")]
    [InlineData(Whole, "")]
    [InlineData(Whole + "beyond", "beyond")]
    public void AppendWhole_BesideIncrements_AddsWhatIsMissing(string message, string added)
    {
        using var text = new TextIncrements(1000);
        foreach (var piece in Whole.Chunk(9))
        {
            Append(text, new string(piece));
        }

        Append(text, message, whole: true);

        Assert.Equal(Whole + added, text.Drain());
    }

    /// <summary>Pieces that cannot be told from repetitions: nobody sends these.</summary>
    private static bool SaysAgain(string[] pieces)
    {
        var text = "";
        foreach (var piece in pieces)
        {
            if (text.Length >= 8 && piece.StartsWith(text, StringComparison.Ordinal))
            {
                return true;
            }

            text += piece;
        }

        return false;
    }

    private static string Read(params string[] pieces)
    {
        using var text = new TextIncrements(100_000);
        var read = new StringBuilder();
        foreach (var piece in pieces)
        {
            Append(text, piece);
            read.Append(text.Drain());
        }

        text.Complete();
        return read.Append(text.Drain()).ToString();
    }

    private static void Append(TextIncrements text, string piece, bool whole = false)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(piece));
        reader.Read();
        _ = whole ? text.AppendWhole(in reader) : text.Append(in reader);
    }
}
