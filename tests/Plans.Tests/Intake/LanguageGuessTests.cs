using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Plans.Tests.Intake;

public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("A calendar for the choir that is in our town", "en")]
    [InlineData("Ein Kalender für den Chor und die Kirche", "de")]
    [InlineData("Un calendrier pour les voisins et des écoles", "fr")]
    [InlineData("Un calendario para los vecinos y las escuelas", "es")]
    [InlineData("Um calendário para os vizinhos que não são do bairro", "pt")]
    [InlineData("Un calendario per gli amici della scuola che sono di Roma", "it")]
    [InlineData("Een agenda voor het koor van onze stad", "nl")]
    [InlineData("Kalendarz dla chóru, który jest w mieście i na wsi", "pl")]
    [InlineData("合唱団のカレンダー", "ja")]
    [InlineData("合唱团日历应用", "zh")]
    [InlineData("Photo renamer", null)]
    [InlineData("A guide for the word 山 and its history", "en")]
    public void Of_AText_TellsItsLanguage(string text, string? language) => Assert.Equal(language, LanguageGuess.Of(Tokeniser.Read(text)));

    [Theory]
    [InlineData("de", true)]
    [InlineData("pt-BR", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("german", false)]
    [InlineData("d", false)]
    [InlineData("de_DE", false)]
    [InlineData("de\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsValid_OfATag_FollowsBcp47(string? tag, bool valid) => Assert.Equal(valid, LanguageTag.IsValid(tag));
}
