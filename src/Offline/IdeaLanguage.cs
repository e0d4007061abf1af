namespace AiDevFramework.Offline;

internal enum IdeaLanguage
{
    English,
    German,
    Other,
}
