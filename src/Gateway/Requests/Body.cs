using System.Reflection;
using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace AiDevFramework.Gateway.Requests;

/// <summary>
/// The JSON body of a request, of an endpoint with <see cref="ArgumentChecks.CheckArguments"/>. All that is known of it stands in
/// <typeparamref name="T"/>, a positional record: each parameter is a member of the body, in snake_case, and the validation attributes of
/// its property say what it may be. A record without a required member makes the whole body optional. Rules across members are the
/// record's <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>.
/// </summary>
internal sealed class Body<T> : ICheckedArgument, IEndpointParameterMetadataProvider
    where T : class
{
    private static readonly BodyShape _shape = BodyShape.Of(typeof(T));

    private T? _value;

    /// <summary>Valid by all rules that the record declares.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The endpoint does not check its arguments.");

    /// <summary>Reads nothing yet: arguments that stand before this one may refuse the request.</summary>
#pragma warning disable IDE0060 // the framework finds the method by its parameter
    public static ValueTask<Body<T>?> BindAsync(HttpContext context) => new(new Body<T>());
#pragma warning restore IDE0060

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new DeclaredBody(typeof(T), _shape.IsRequired));

    public async ValueTask<ProblemHttpResult?> CheckAsync(HttpContext context)
    {
        var (document, refusal) = _shape.IsRequired
            ? await JsonBody.ReadAsync(context.Request, _shape.Names, context.RequestAborted)
            : await JsonBody.ReadOptionalAsync(context.Request, _shape.Names, context.RequestAborted);
        if (refusal is not null)
        {
            return refusal;
        }

        using (document)
        {
            var (value, errors) = _shape.Bind(document?.RootElement, hasUser: CallerOf.Request(context)?.UserId is not null);
            _value = (T?)value;
            return errors is null ? null : Problems.Validation(errors);
        }
    }
}

/// <summary>Metadata of an endpoint that takes a <see cref="Body{T}"/>.</summary>
internal sealed record DeclaredBody(Type Type, bool IsRequired);
