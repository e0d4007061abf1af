namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public ExampleTexts Example => Of(ExampleTexts.English, ExampleTexts.German);
}
