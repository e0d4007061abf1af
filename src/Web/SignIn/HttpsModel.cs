namespace AiDevFramework.Web.SignIn;

/// <summary>Nothing: the screen says the same to everybody.</summary>
public sealed record HttpsModel;
