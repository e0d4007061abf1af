using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiDevFramework.ChaosSilo.Faults;

internal static class FaultEndpoints
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary><c>POST /__faults</c> arms one, <c>DELETE /__faults</c> disarms all.</summary>
    public static WebApplication MapFaults(this WebApplication app)
    {
        app.MapPost("/__faults", async (HttpRequest request, FaultPoints faults) =>
        {
            faults.Arm((await request.ReadFromJsonAsync<FaultOrder>(_json, request.HttpContext.RequestAborted))!);
            return Results.NoContent();
        });
        app.MapDelete("/__faults", (FaultPoints faults) =>
        {
            faults.Clear();
            return Results.NoContent();
        });
        return app;
    }
}
