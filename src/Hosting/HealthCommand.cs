using System.Net;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting;

/// <summary>Asks the process that runs beside this one how it is: <c>health live</c>, <c>health ready</c>. What a container
/// image without a shell needs for its health check.</summary>
public static class HealthCommand
{
    private const string Usage = """
        Usage: health live    0 when the process at HOST and PORT answers
               health ready   0 when it should be sent work
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <param name="defaultPort">Where the program listens without a <c>PORT</c>.</param>
    /// <returns>0 when it is well, or the question is how to use it; 1 when it is not or does not answer, 2 when the arguments are not understood.</returns>
    public static async Task<int> RunAsync(string[] args, int defaultPort, TextWriter output, TextWriter errors)
    {
        if (CommandLine.AsksForHelp(args))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (args is not ["health", "live" or "ready"])
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (AddressOf(configuration["HOST"], configuration["PORT"], defaultPort) is not { } address)
        {
            await errors.WriteLineAsync($"HOST is '{ShownValue.Of(configuration["HOST"] ?? "")}' and PORT is '{ShownValue.Of(configuration["PORT"] ?? "")}': no address to ask at.");
            return 1;
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Limit };
        try
        {
            using var response = await http.GetAsync(new Uri(address, $"/health/{args[1]}"));
            await output.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"{address} does not answer: {exception.Message}");
            return 1;
        }
    }

    /// <returns>Where a process that listens with these settings can be asked from the same machine.</returns>
    internal static Uri? AddressOf(string? host, string? port, int defaultPort)
    {
        var number = defaultPort;
        if ((port is { Length: > 0 } && !int.TryParse(port, out number)) || number is < 1 or > IPEndPoint.MaxPort)
        {
            return null;
        }

        var name = host is { Length: > 0 } ? host : "0.0.0.0";
        if (!HttpEndpoint.IsHost(name))
        {
            return null;
        }

        var address = HttpEndpoint.Of(name, number).Address;
        var asked = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : address;
        return new Uri($"http://{new IPEndPoint(asked, number)}");
    }
}
