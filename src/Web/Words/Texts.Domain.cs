namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public DomainTexts Domain => Of(DomainTexts.English, DomainTexts.German);
}
