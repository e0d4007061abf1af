using AiDevFramework.Settings;

namespace AiDevFramework.Gateway.Settings;

/// <summary>
/// Where the admin token comes from: a file of its own (<c>ADMIN_TOKEN_FILE</c>), the <c>.env</c> file, or neither. A variable
/// of the process environment cannot change while the process runs; a file can.
/// </summary>
/// <param name="Path"><see langword="null"/>: not from a file.</param>
internal sealed record AdminTokenSource(string? Path, bool InDotEnv)
{
    private const string Variable = "ADMIN_TOKEN";

    public static AdminTokenSource Of(GatewayOptions options)
    {
        if (options.AdminTokenFile.Length > 0)
        {
            return new(HomeFolder.FullPath(options.AdminTokenFile), InDotEnv: false);
        }

        return options.AdminToken.Length > 0 && DotEnv.Supplied(Variable) is { } file
            ? new(file, InDotEnv: true)
            : new(null, InDotEnv: false);
    }

    /// <returns><see langword="null"/> where there is no file or it cannot be read now.</returns>
    public string? Read()
    {
        try
        {
            return (Path, InDotEnv) switch
            {
                (null, _) => null,
                (_, true) => DotEnv.Find(Path, Variable),
                (_, false) => File.ReadAllText(Path).Trim(),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
