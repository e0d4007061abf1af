using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AiDevFramework.Gateway.Requests;

namespace AiDevFramework.Gateway.Keys;

[Description("What the key is for, and what it may do.")]
internal sealed record CreateKeyRequest(
    [property: Required, Characters(1, 100)]
    [property: Description("What the key is for, 1 to 100 characters, as \"laptop\" or \"build server\".")]
    string Name,
    [property: Required, ScopeNames]
    [property: Description("What the key may do: plans:read, plans:write, plans:delete, costs:all, keys, admin. A key makes no key that may do more than itself.")]
    IReadOnlyList<string> Scopes,
    [property: RequiredOfOperator]
    [property: Description("Who the key acts for. With a key it may be left out, and is the key's user; another's is refused with 403.")]
    Guid? UserId,
    [property: Range(1, 3650, ErrorMessage = "{0} must be a whole number from 1 to 3650.")]
    [property: Description("Days until the key expires. Default: it does not.")]
    int? ExpiresInDays = null);
