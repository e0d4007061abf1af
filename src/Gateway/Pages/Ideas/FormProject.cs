using System.Security.Cryptography;
using System.Text;

namespace AiDevFramework.Gateway.Pages.Ideas;

/// <summary>The id of the project that comes of a form: the same however often the form is sent, and nobody else's with the same key. Pure.</summary>
internal static class FormProject
{
    /// <param name="person">Whose form it is.</param>
    /// <param name="key">Made with the form.</param>
    public static Guid IdOf(string person, Guid key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"aidev form 1\n{person}\n{key:D}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8 of RFC 9562: of our own making
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
