using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Examples;

namespace AiDevFramework.Gateway.Pages.Ideas;

/// <summary>Makes the project of a form and starts it. Sent again, the form finds its project, and a run that was started is not started twice.</summary>
internal sealed class FormRun(ProjectCommands commands)
{
    /// <summary>A form that was changed and sent again finds its project too.</summary>
    private const string AnyBody = "";

    public static Guid UserOf(Caller caller) => caller.UserId ?? OperatorUser.Id;

    /// <summary>One page offers several examples under one key.</summary>
    public static Guid KeyFor(Guid key, Example example) => NameUuid.Of(key, example.Name);

    /// <returns>The project's id.</returns>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task<Guid> StartAsync(Caller caller, Guid key, CreateProject command, CancellationToken cancellationToken)
    {
        var id = CommandKey.ProjectOf($"form of {UserOf(caller):D}", key.ToString("D")); // no caller of the API has that name
        await commands.CreateAsync(caller, new CommandKey(id, AnyBody), command, cancellationToken);
        await commands.StartAsync(caller, id, cancellationToken);
        return id;
    }
}
