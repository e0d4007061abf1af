namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>Whose the projects are that the operator makes at the page: the admin token names nobody.</summary>
internal static class OperatorUser
{
    public static readonly Guid Id = new("a1de0000-0000-4000-8000-000000000001");
}
