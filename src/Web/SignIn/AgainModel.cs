namespace AiDevFramework.Web.SignIn;

/// <param name="After">Seconds until the page asks again by itself.</param>
public sealed record AgainModel(int After);
