namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public DocumentTexts Document => Of(DocumentTexts.English, DocumentTexts.German);
}
