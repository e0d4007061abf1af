using System.ComponentModel.DataAnnotations;

namespace AiDevFramework.Gateway.Requests;

/// <summary>A member that must be there unless another one is. The API description does not list it as required.</summary>
/// <param name="other">The property of the other member.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredUnlessAttribute(string other) : RequiredAttribute
{
    /// <summary>The other member, as a client writes it.</summary>
    public string Other { get; } = BodyMember.NameOf(other);
}
