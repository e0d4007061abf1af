using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiDevFramework.Gateway.Addresses;
using AiDevFramework.Grains.Abstractions.Telemetry;
using Microsoft.AspNetCore.Http.Json;

namespace AiDevFramework.Gateway.Api;

internal static class ApiDefaults
{
    /// <summary>snake_case JSON, UPPER_SNAKE enums, times with milliseconds and Z, problem details for every error.</summary>
    public static IHostApplicationBuilder AddApiDefaults(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<JsonOptions>(json => Configure(json.SerializerOptions));
        builder.Services.AddSingleton(new ZeroAtStart(GatewayInstruments.StartAtZero));
        builder.Services.AddExceptionHandler<FailureHandler>();
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>(); // before the framework's
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            var request = context.HttpContext.Request;
            var address = context.HttpContext.RequestServices.GetRequiredService<PublicAddress>();
            context.ProblemDetails.Instance = address.PathOf(request) + request.Path.ToUriComponent();
            if (context.ProblemDetails.Status != StatusCodes.Status500InternalServerError)
            {
                context.ProblemDetails.Extensions.Remove(Problems.TraceId); // the framework adds it: nobody reports a refusal
            }
        });
        return builder;
    }

    /// <summary>The outermost layer: a request id and safe headers on every answer, a problem for every error without a body; then where
    /// the request comes from, and the route that it takes.</summary>
    public static WebApplication UseApiDefaults(this WebApplication app)
    {
        app.UseRequestIds();
        app.UseAccessLog();
        app.Use(static (context, next) =>
        {
            context.Response.OnStarting(SetSafeHeaders, context.Response);
            return next(context);
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages(static context =>
        {
            var answered = context.HttpContext;
            HeadRequests.Allow(answered.Response);
            return Problems.OfStatus(answered, answered.Response.StatusCode).ExecuteAsync(answered);
        });
        app.UseForwardedPlace();
        app.UseAllowedHosts();
        app.UseHeadRequests();
        app.UseRouting();
        return app;
    }

    internal static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DictionaryKeyPolicy = null;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // sent as JSON with nosniff, never as HTML
        json.Converters.Add(new WireTimeConverter());
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false));
    }

    private static Task SetSafeHeaders(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (!headers.ContainsKey("Referrer-Policy"))
        {
            headers["Referrer-Policy"] = "no-referrer"; // a WebSocket address can hold a ticket
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
