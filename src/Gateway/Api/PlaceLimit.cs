namespace AiDevFramework.Gateway.Api;

internal enum PlaceLimit
{
    None = 0,

    /// <summary>This gateway has as many connections as it may.</summary>
    Gateway = 1,
    Token = 2,
    Address = 3,
}
