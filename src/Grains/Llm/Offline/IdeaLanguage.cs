namespace AiDevFramework.Grains.Llm.Offline;

internal enum IdeaLanguage
{
    English,
    German,
    Other,
}
