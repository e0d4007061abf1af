namespace AiDevFramework.Web.Words;

public sealed partial record Texts
{
    public ServiceTexts Service => Of(ServiceTexts.English, ServiceTexts.German);
}
