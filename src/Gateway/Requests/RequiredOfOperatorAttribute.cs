using System.ComponentModel.DataAnnotations;

namespace AiDevFramework.Gateway.Requests;

/// <summary>A member that must be there unless the caller is a user: it names one. The API description does not list it as required.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredOfOperatorAttribute : RequiredAttribute;
