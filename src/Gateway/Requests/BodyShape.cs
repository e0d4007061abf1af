using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace AiDevFramework.Gateway.Requests;

/// <summary>What the record of a request declares, and the binder that follows it: it reports everything that is wrong at once. Pure.</summary>
internal sealed class BodyShape
{
    private readonly ConstructorInfo _constructor;
    private readonly BodyMember[] _members;

    private BodyShape(ConstructorInfo constructor, BodyMember[] members)
    {
        (_constructor, _members) = (constructor, members);
        Names = [.. members.Select(member => member.Name)];
    }

    /// <summary>The members' names as a client writes them.</summary>
    public IReadOnlyList<string> Names { get; }

    public bool IsRequired => Array.Exists(_members, member => member.IsRequired);

    /// <param name="type">A record with one public constructor: the parameters are the members.</param>
    public static BodyShape Of(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return new BodyShape(constructor, [.. constructor.GetParameters().Select(parameter => BodyMember.Of(type, parameter))]);
    }

    /// <param name="body">An object; <see langword="null"/>: there was no body. Members that are not declared are ignored.</param>
    /// <param name="hasUser">Whether the caller is a user, whom the body need not name.</param>
    /// <returns>The record, or what is wrong with each member, by its name.</returns>
    public (object? Value, IReadOnlyDictionary<string, string[]>? Errors) Bind(JsonElement? body, bool hasUser = false)
    {
        var errors = new Dictionary<string, string[]>();
        var values = new object?[_members.Length];
        for (var index = 0; index < values.Length; index++)
        {
            (values[index], var complaints) = _members[index].Read(body, hasUser);
            if (complaints.Length > 0)
            {
                errors[_members[index].Name] = complaints;
            }
        }

        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var bound = _constructor.Invoke(values);
        return ErrorsAcross(bound) is { Count: > 0 } across ? (null, across) : (bound, null);
    }

    private static Dictionary<string, string[]>? ErrorsAcross(object bound) => (bound as IValidatableObject)?
        .Validate(new ValidationContext(bound))
        .GroupBy(result => result.MemberNames.FirstOrDefault() is { } member ? BodyMember.NameOf(member) : "body")
        .ToDictionary(member => member.Key, string[] (member) => [.. member.Select(result => result.ErrorMessage ?? "")]);
}
