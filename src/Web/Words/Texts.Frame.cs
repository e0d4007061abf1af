namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public FrameTexts Frame => Of(FrameTexts.English, FrameTexts.German);
}
