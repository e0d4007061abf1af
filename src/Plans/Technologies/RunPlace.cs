namespace AiDevFramework.Plans.Technologies;

/// <summary>Where a technology runs.</summary>
internal enum RunPlace
{
    /// <summary>Nobody knows, or it says nothing: a language runs wherever its product does.</summary>
    Unsaid,
    OnPremise,
    Cloud,

    /// <summary>At its maker's, for many customers.</summary>
    Saas,

    /// <summary>In a user's browser or on a device.</summary>
    Client,
}
