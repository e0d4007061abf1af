using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>Two thousand requests at the page as attackers send them: none opens anything, and none is a fault of the service.</summary>
public sealed class HostilePageTests
{
    private const int Seed = 20261201;
    private const int Count = 2000;

    private static readonly string[] _paths =
    [
        "/", "/new", "/login", "/logout", "/language", "/examples", "/new/estimate", "/login?return=//evil.example.com", "/login?return=%2F%2Fevil.example.com",
        "/?q=%27%20or%201=1--", "/?q=%22%22%22*%20NEAR(", "/?cursor=AAAA&limit=-1&sort=%00", "/?status=%F0%9F%98%80&created_after=9999-99-99", "/new?x=<script>",
        "/assets/x/../../etc/passwd", "/assets/x/..%2f..%2fetc%2fpasswd", "/assets//page.css", "/projects/%00", "/projects/x/stop",
    ];

    [Fact(Timeout = 300_000)]
    public async Task Send_OfThousandsOfHostileRequests_OpensNothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var visit = new Visit(gateway);
        await visit.SignInAsync();
        var session = visit.Session;
        visit.Session = "";
        var faults = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (index, _) =>
            {
                var random = new Random(Seed + index);
                var path = Pick(random, _paths);
                var (name, method) = ($"{index} {path}", random.Next(2) == 0 ? HttpMethod.Get : HttpMethod.Post);
                using var body = method == HttpMethod.Post ? Body(random) : null;
                using var answer = await visit.SendAsync(method, path, body, [.. Headers(random, visit, session)]);
                var text = await Visit.TextAsync(answer);
                if ((int)answer.StatusCode >= 500)
                {
                    faults.Add($"{name}: {answer.StatusCode}");
                }

                if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains("=eyJ", StringComparison.Ordinal)))
                {
                    faults.Add($"{name}: a session");
                }

                if (answer.Headers.Location is { } place && (place.IsAbsoluteUri || !place.OriginalString.StartsWith('/') || place.OriginalString.StartsWith("//", StringComparison.Ordinal)))
                {
                    faults.Add($"{name}: leads to {place}");
                }

                if (text.Contains("idea-form", StringComparison.Ordinal) && answer.StatusCode is HttpStatusCode.OK)
                {
                    faults.Add($"{name}: a page");
                }
            });

        Assert.True(faults.IsEmpty, string.Join('\n', faults.Take(10)));
        Assert.Empty(gateway.Cluster.Created);
        Assert.DoesNotContain(gateway.Log.GetSnapshot(), entry => entry.Level >= LogLevel.Error);
    }

    /// <summary>Whatever comes from elsewhere with the session of somebody, or from here with something that is none.</summary>
    private static IEnumerable<(string, string)> Headers(Random random, Visit visit, string session)
    {
        var isForeign = random.Next(2) == 0;
        var cookie = isForeign && random.Next(2) == 0 ? "" : Pick(random, Forged(session));
        if (cookie.Length > 0)
        {
            yield return ("Cookie", $"{Pick(random, visit.CookieName, "__Host-aidev", "aidev-80")}={cookie}");
        }

        yield return ("Origin", isForeign ? Pick(random, "null", "https://evil.example.com", "http://127.0.0.1", "http://127.0.0.1:1", "x") : visit.Origin);
        if (random.Next(3) == 0)
        {
            yield return Pick(random,
                ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example.com"), ("X-Forwarded-Prefix", "//evil.example.com"), ("X-Forwarded-Prefix", "/a/../b"),
                ("X-Forwarded-For", "127.0.0.1, x"), ("X-HTTP-Method-Override", "POST"), ("Accept-Language", new string(',', 500)), ("Sec-Fetch-Site", "same-origin"),
                ("Sec-Fetch-Dest", "document"), ("Authorization", "Bearer " + session), ("Referer", visit.Origin));
        }
    }

    private static string[] Forged(string session)
    {
        var parts = session.Split('.');
        var changed = Convert.ToBase64String("{\"iss\":\"aidev-page\",\"aud\":\"aidev-session\",\"name\":\"admin\",\"sub\":\"\",\"scp\":63,\"kid\":\"\",\"exp\":9999999999}"u8).TrimEnd('=');
        return
        [
            $"{parts[0]}.{changed}.{parts[2]}", $"{parts[0]}.{changed}.", $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}", $"{session}A", session[1..],
            "eyJhbGciOiJub25lIn0." + changed + ".", "%00", new string('x', 3500), "..", "undefined", $"{parts[0]}.%22.{parts[2]}",
        ];
    }

    private static ByteArrayContent Body(Random random)
    {
        var noise = new byte[random.Next(2000)];
        random.NextBytes(noise);
        var body = new ByteArrayContent(random.Next(10) switch
        {
            0 => noise,
            1 => Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 500).Select(index => $"f{index}=x"))),
            2 => Encoding.ASCII.GetBytes("token=" + new string('x', 50_000)),
            3 => "token=%ED%A0%80&return=%0d%0aSet-Cookie:x=y"u8.ToArray(),
            4 => "token=a&token=b&return=/\\evil.example.com"u8.ToArray(),
            5 => "%=%&&&=&token"u8.ToArray(),
            6 => "key=x&idea=%00&act=start"u8.ToArray(),
            7 => "language=../../de&return=javascript:alert(1)"u8.ToArray(),
            8 => "example=renamer'--&key=00000000-0000-0000-0000-000000000000"u8.ToArray(),
            _ => "key=0190a1de-0000-7000-8000-000000000001&idea=Build+a+task+list+for+teams&act=start"u8.ToArray(),
        });
        body.Headers.TryAddWithoutValidation("Content-Type", Pick(random, "application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "text/plain", "multipart/form-data"));
        return body;
    }

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
