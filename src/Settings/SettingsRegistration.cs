using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Settings;

/// <summary>Registers settings classes; both hosts and every capability use this one way.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Makes <typeparamref name="T"/> available as <see cref="IOptions{TOptions}"/>, checked at start. May be called again.
    /// </summary>
    /// <returns>The settings as they stand now, for decisions while the host is built. Values that cannot be read have their
    /// defaults here; the check at start reports them.</returns>
    public static T AddSettings<T>(this IHostApplicationBuilder builder)
        where T : class, new()
    {
        var reader = new SettingsReader<T>(builder.Configuration);
        if (builder.Services.All(service => service.ServiceType != typeof(SettingsReader<T>)))
        {
            builder.Services.AddSingleton(reader);
            builder.Services.AddSingleton<IConfigureOptions<T>>(reader);
            builder.Services.AddSingleton<IValidateOptions<T>>(reader);
            builder.Services.AddOptions<T>().ValidateOnStart();
        }

        var settings = new T();
        reader.Configure(settings);
        return settings;
    }

    /// <summary>Makes <typeparamref name="T"/> available as named options, one for each member of the family, checked at start.</summary>
    public static IHostApplicationBuilder AddSettingFamily<T>(this IHostApplicationBuilder builder)
        where T : class, ISettingFamily, new()
    {
        foreach (var member in T.Members.Keys)
        {
            var reader = new SettingsReader<T>(builder.Configuration, member);
            builder.Services.Configure<T>(member, options => options.SetDefaults(member));
            builder.Services.AddSingleton<IConfigureOptions<T>>(reader);
            builder.Services.AddSingleton<IValidateOptions<T>>(reader);
            builder.Services.AddOptions<T>(member).ValidateOnStart();
        }

        return builder;
    }

    /// <summary>Checks every settings class of the host, before anything starts that would use a wrong one.</summary>
    /// <exception cref="OptionsValidationException">One settings class is wrong.</exception>
    /// <exception cref="AggregateException">Several are: an <see cref="OptionsValidationException"/> for each.</exception>
    public static void RequireValidSettings(this IHost host) => host.Services.GetService<IStartupValidator>()?.Validate();
}
