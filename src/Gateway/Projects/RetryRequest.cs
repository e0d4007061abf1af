using System.ComponentModel;
using AiDevFramework.Gateway.Requests;

namespace AiDevFramework.Gateway.Projects;

[Description("What is to be different in the next run.")]
internal sealed record RetryRequest(
    [property: Budget]
    [property: Description("What the project may cost at most from now on, in US dollars over all its runs. Default: as before.")]
    decimal? MaxCostUsd = null);
