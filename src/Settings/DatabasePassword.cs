namespace AiDevFramework.Settings;

/// <summary>Where the password of <c>POSTGRES_*</c> comes from, and which one is none.</summary>
internal static class DatabasePassword
{
    /// <summary>Stands in the examples of <c>deploy/</c> for a password that is still to be made.</summary>
    private const string Example = "change-this";

    /// <returns><see langword="null"/> where the settings name none.</returns>
    /// <exception cref="FormatException">It cannot be used; the message names the variables, and repeats neither a password nor the
    /// path, which may be a password that was put into the wrong variable.</exception>
    public static string? Of(DatabaseOptions options)
    {
        if (options.PasswordFile is not { Length: > 0 } path)
        {
            RefuseExample(options.Password, "POSTGRES_PASSWORD");
            return options.Password;
        }

        if (options.Password is { Length: > 0 })
        {
            throw new FormatException("POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are both set: set one of them.");
        }

        var password = Read(path);
        RefuseExample(password, "POSTGRES_PASSWORD_FILE");
        return password;
    }

    /// <param name="variable">Where the password comes from.</param>
    /// <exception cref="FormatException">It is the one that everybody can read in the repository.</exception>
    public static void RefuseExample(string? password, string variable)
    {
        if (password == Example)
        {
            throw new FormatException($"{variable} has the password of an example, which everybody knows. Make one with: openssl rand -hex 32");
        }
    }

    /// <returns>The file's text without the line break at its end.</returns>
    private static string Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(HomeFolder.FullPath(path)).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FormatException(
                "The file that POSTGRES_PASSWORD_FILE names cannot be read: is it there, and may this user read it?", exception);
        }

        return text.Length > 0 && !text.AsSpan().ContainsAny('\r', '\n', '\0')
            ? text
            : throw new FormatException("The file that POSTGRES_PASSWORD_FILE names must hold the password alone, on one line.");
    }
}
