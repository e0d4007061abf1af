using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>What a form of the page sent. Not bound by the framework, whose forms want a token against forgery in a cookie: here the origin of each
/// request is looked at.</summary>
internal sealed class PageForm(IFormCollection fields)
{
    /// <summary>Characters of one field: an idea in any script, escaped.</summary>
    private const int LongestField = 80_000;

    private const int MostFields = 100;

    private static readonly FormOptions _limits = new()
    {
        KeyLengthLimit = 100,
        ValueCountLimit = MostFields,
        ValueLengthLimit = LongestField,
        BufferBody = false,
    };

    /// <summary>Called by the framework for a parameter of a handler.</summary>
    /// <exception cref="BadHttpRequestException">The body is no form, or a larger one than any of ours.</exception>
    public static async ValueTask<PageForm?> BindAsync(HttpContext context)
    {
        var isForm = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        if (!isForm)
        {
            throw new BadHttpRequestException("The page takes forms.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return new PageForm(await context.Request.ReadFormAsync(_limits, context.RequestAborted));
        }
        catch (NotSupportedException exception)
        {
            throw new BadHttpRequestException("The form is in an encoding that nobody should use.", StatusCodes.Status415UnsupportedMediaType, exception);
        }
        catch (InvalidDataException exception)
        {
            throw new BadHttpRequestException("The form is larger than any of ours.", StatusCodes.Status400BadRequest, exception);
        }
    }

    /// <returns>The field as it was typed, with the line ends that scripts count; empty where it was not sent.</returns>
    public string Text(string name) => fields[name] is [{ } text, ..] ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : "";
}
