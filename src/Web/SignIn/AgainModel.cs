namespace AiDevFramework.Web.SignIn;

/// <summary>Nothing: the address is all that the screen needs.</summary>
public sealed record AgainModel;
