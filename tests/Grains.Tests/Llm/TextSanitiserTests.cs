using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class TextSanitiserTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a\0b\0", "ab")]
    [InlineData("\\ud83d\\ude00", "\\ud83d\\ude00")]
    [InlineData("\\ud83d", "")]
    [InlineData("\\ude00\\ud83d", "")]
    [InlineData("\\ud83d\\ud83d\\ude00\\ude00", "\\ud83d\\ude00")]
    [InlineData("\\ud83d\\0\\ude00", "")]
    [InlineData("\uFEFF\u202E\u001B[31m\u0001<script>\uFFFF", "\uFEFF\u202E\u001B[31m\u0001<script>\uFFFF")]
    public void Clean_RemovesWhatCannotBeStored_AndNothingElse(string text, string expected)
    {
        Assert.Equal(Regex.Unescape(expected), TextSanitiser.Clean(Regex.Unescape(text))); // attributes cannot hold lone surrogates
    }

    [Fact]
    public void Clean_OfAnyUnits_LeavesValidTextWithoutNul()
    {
        var genUnit = Gen.OneOf('\0', 'a', 'é', '\ud800', '\udbff', '\udc00', '\udfff', '\ue000');
        Gen.String[genUnit, 0, 30].Sample(text =>
        {
            var clean = TextSanitiser.Clean(text);

            var expected = string.Concat(text.EnumerateRunes()
                .Where(rune => rune.Value != 0 && rune.Value != 0xFFFD)
                .Select(rune => rune.ToString())); // a lone surrogate is enumerated as U+FFFD, which is not generated
            Assert.Equal(expected, clean);
            Assert.Equal(clean, TextSanitiser.Clean(clean));
        }, iter: 5000);
    }
}
