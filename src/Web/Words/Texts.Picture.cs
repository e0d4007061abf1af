namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public PictureTexts Picture => Of(PictureTexts.English, PictureTexts.German);
}
