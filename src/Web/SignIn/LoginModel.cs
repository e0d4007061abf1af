namespace AiDevFramework.Web.SignIn;

/// <param name="Return">The path to go to afterwards.</param>
public sealed record LoginModel(string Return, LoginComplaint Complaint);

public enum LoginComplaint
{
    None = 0,

    /// <summary>What was typed opens nothing.</summary>
    Unknown = 1,

    /// <summary>It cannot be told now whether it does.</summary>
    Unavailable = 2,
}
