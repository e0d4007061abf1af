using System.Globalization;
using System.Text;

namespace AiDevFramework.Gateway.Tests.Api;

/// <summary>One request put together at random from what has broken servers before.</summary>
internal sealed class HostileRequest(Random random, Guid project, string token)
{
    private static readonly string[] _methods =
        ["GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO", "get", "PROPFIND", "G", "X-Y_Z!"];

    private static readonly string[] _queries =
    [
        "", "", "?", "?&&=&", "?after=1e9", "?after=-1", "?after=99999999999999999999", "?limit=%00", "?limit=0x10", "?token=", "?token=%ff%fe",
        "?token=a.b.c", "?token=..&token=..", "?access_token=%F0%9F%98%80", "?progress=%ED%A0%80", "?id=%0d%0a", "?after[]=1", "?" , "?a=%", "?a=%zz",
        "?after=%D9%A1", "?%00=%00", "?negotiateVersion=99999999999999", "?{{7*7}}", "?x=${jndi:ldap://x}",
    ];

    private static readonly string[] _headers =
    [
        "X-Forwarded-For: 999.1.1.1", "X-Forwarded-For: , ,", "X-Forwarded-For: [::1]:99999", "X-Forwarded-Host: a b", "X-Forwarded-Host: evil/../x",
        "X-Forwarded-Host: [::1", "X-Forwarded-Proto: javascript", "X-Forwarded-Proto: https, http, ,", "X-Forwarded-Port: 1e9", "X-Forwarded-Port: -1",
        "X-Forwarded-Prefix: no-slash", "X-Forwarded-Prefix: //evil", "X-Forwarded-Prefix: /a\\b", "X-Forwarded-Prefix: ?", "X-Request-Id: <script>",
        "Authorization: Bearer", "Authorization: Basic !!!", "Authorization: Basic Og==", "Authorization: Bearer \u00ff\u00fe", "Authorization: Negotiate x",
        "Origin: null", "Origin: http://\u00e9", "Origin: *", "Accept: ;;;q=x", "Accept: text/event-stream", "Accept-Encoding: br;q=2, *;q=nan",
        "If-None-Match: \"", "If-None-Match: W/*", "If-Modified-Since: yesterday", "Range: bytes=9-1", "Expect: 100-continue", "Expect: 200-ok",
        "Upgrade: websocket", "Upgrade: h2c", "Connection: upgrade", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 99",
        "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: !!!",
        "Last-Event-ID: -9", "Last-Event-ID: \u00ff", "traceparent: 00-zz-zz-zz", "traceparent: 00-00000000000000000000000000000000-0000000000000000-01",
        "tracestate: =,=,=", "baggage: a=%ff;;", "Cookie: a=b; c", "Host: second", "Content-Encoding: gzip", "Content-Encoding: identity, identity",
        "TE: trailers", "Trailer: Content-Length", "Access-Control-Request-Method: GET", "X-HTTP-Method-Override: DELETE", "Max-Forwards: -1",
        "X-Empty:", " folded: x", "X: " + "y\tz", "X-SignalR-User-Agent: %s%n", "Accept-Language: \u00ff-\u00ff", "Forwarded: for=\"_x\";host=evil",
    ];

    private static readonly string[] _contentTypes =
    [
        "application/json", "application/json", "application/json; charset=utf8", "application/json; charset=utf-16", "application/json; charset=\"",
        "application/json;;;", "text/json", "text/plain", "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "*/*", "", "\u00ff/\u00ff",
        "application/json, application/json", "application/json; charset=utf-8; charset=latin1",
    ];

    /// <returns>The bytes, and whether a server would wait for more of them.</returns>
    public (byte[] Bytes, bool IsShort) Write()
    {
        var method = Pick(_methods);
        var head = new StringBuilder($"{method} {Path()}{Pick(_queries)} {(random.Next(40) == 0 ? Pick("HTTP/1.0", "HTTP/2.0", "HTTP/1.1x", "") : "HTTP/1.1")}\r\n");
        head.Append(random.Next(30) == 0 ? Pick("", "Host:\r\n", "Host: a b\r\n", "Host: [\r\n", "Host: a\r\nHost: b\r\n") : $"Host: {Pick("localhost", "127.0.0.1:80", "evil.example.com")}\r\n");
        if (random.Next(4) != 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {token}\r\n");
        }

        for (var left = random.Next(4); left > 0; left--)
        {
            head.Append(CultureInfo.InvariantCulture, $"{Pick(_headers)}\r\n");
        }

        if (random.Next(40) == 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"X-Long: {new string('x', random.Next(40_000))}\r\n");
        }

        if (random.Next(60) == 0)
        {
            head.Insert(head.Length, string.Concat(Enumerable.Range(0, 150).Select(index => $"X-{index}: y\r\n")));
        }

        head.Append("Connection: close\r\n");
        return method is "POST" or "PUT" or "PATCH" || random.Next(10) == 0 ? WithBody(head) : (Bytes(head.Append("\r\n")), false);
    }

    private (byte[] Bytes, bool IsShort) WithBody(StringBuilder head)
    {
        if (random.Next(8) != 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {Pick(_contentTypes)}\r\n");
        }

        var body = Body();
        var (framing, framed, isShort) = random.Next(12) switch
        {
            0 => ("Transfer-Encoding: chunked", Bytes($"{body.Length:x}\r\n", body, "\r\n0\r\n\r\n"), false),
            1 => ("Transfer-Encoding: chunked", Bytes($"{body.Length + 5:x}\r\n", body, "\r\n0\r\n\r\n"), true),
            2 => ("Transfer-Encoding: chunked", Bytes(Pick("zz", "-1", "FFFFFFFFFFFFFFFF", "7fffffff", "", "0x5", ";ext", "1;a=\u0001") + "\r\n", body, "\r\n0\r\n\r\n"), true),
            3 => ("Transfer-Encoding: chunked", Bytes("0\r\nContent-Length: 5\r\nX: y\r\n\r\n", [], ""), false),
            4 => ($"Content-Length: {body.Length + 10}", body, true),
            5 => ($"Content-Length: {body.Length / 2}", body, false),
            6 => ($"Content-Length: {Pick("-1", "1e3", "99999999999999999999", "0x10", " ", "5, 5")}", body, true),
            7 => ($"Content-Length: {body.Length}\r\nTransfer-Encoding: chunked", body, true),
            8 => ($"Transfer-Encoding: {Pick("gzip, chunked", "identity", "chunked, chunked", "xchunked", " chunked")}", body, true),
            _ => ($"Content-Length: {body.Length}", body, false),
        };
        return ([.. Bytes(head.Append(CultureInfo.InvariantCulture, $"{framing}\r\n\r\n")), .. framed], isShort);
    }

    private string Path()
    {
        var id = random.Next(3) == 0
            ? Pick("me", "%00", "%2e%2e", "{0}", "%C3%28", "%ED%A0%80", "00000000000000000000000000000000", new string('a', 3_000), "%F0%9F%98%80", "1'%20or%20'1", "%", "%zz", "%25%30%30", "..;", "%5c", "\u00ff")
            : Pick(project.ToString(), project.ToString("N"), Guid.Empty.ToString());
        return random.Next(12) switch
        {
            0 => Pick("/", "/health", "/health/ready", "/docs", "/docs/", "/docs/..%2fx", "/openapi/v1.json", "/openapi/%761.json", "/openapi/v2.json", "/metrics", "/dashboard"),
            1 => Pick("*", "//", "//evil.example.com/", "/..", "/%2e%2e/%2e%2e/etc/passwd", "/a\\b", "/;", "/\u00ff", "http://evil.example.com/x", "https://[::1", "/" + new string('/', 500), "/%", "/%u0041", "/api/v1/projects/%ff", "x", "/?/../.."),
            2 => Pick("/hubs/progress", "/hubs/progress/negotiate", "/hubs/progress?id=" + new string('x', 50), "/hubs/progress/x"),
            3 or 4 => "/api/v1/projects",
            5 => "/api/v1/projects/estimate",
            6 => $"/api/v1/projects/{id}",
            7 => $"/api/v1/projects/{id}/{Pick("start-workflow", "retry", "cancel", "tickets", "START-WORKFLOW", "start-workflow/")}",
            8 => $"/api/v1/projects/{id}/documents/{Pick("PRD", "prd", "%00", "%50RD", new string('P', 500), "..%2f..", "0")}",
            9 => $"/api/v1/projects/{id}/{Pick("events", "costs", "documents", "events/stream", "progress")}",
            10 => $"/api/v1/projects/{id}/events/stream",
            _ => $"/api/v1/projects/{id}/{Pick("", ".", "%2f", "nothing", "%0d%0aX:y")}",
        };
    }

    private byte[] Body()
    {
        const string user = "\"user_id\": \"550e8400-e29b-41d4-a716-446655440000\"";
        return random.Next(24) switch
        {
            0 => [],
            1 => Utf8($$"""{"idea": "Build a task list for teams", {{user}}}"""),
            2 => Utf8(new string('[', 20_000)),
            3 => Utf8("{\"a\":" + new string('{', 30)),
            4 => Utf8("{\"idea\": \"\\ud800 Build a task list\", " + user + "}"),
            5 => Utf8("{\"\\udfff\": 1}"),
            6 => [.. Utf8("{\"idea\": \""), 0xFF, 0xFE, 0xC0, 0x80, .. Utf8("\"}")],
            7 => Utf8("{\"max_cost_usd\": " + Pick("1e400", "-0", "1e-400", new string('9', 5_000), "0.1e1", "NaN", "\"1\"", "[]", "1e308", "0.0000001") + ", \"idea\": \"Build a task list\", " + user + "}"),
            8 => Encoding.Unicode.GetBytes("{\"idea\": \"x\"}"),
            9 => [0xEF, 0xBB, 0xBF],
            10 => new byte[random.Next(70_000)],
            11 => Utf8("{\"idea\": \"" + new string('x', random.Next(70_000)) + "\"}"),
            12 => Utf8("{\"maxCostUsd\": 1, \"Idea\": 2, \"USER-ID\": 3}"),
            13 => Utf8("{\"idea\": 1, \"idea\": 2}"),
            14 => Utf8("null"),
            15 => Utf8("{\"__proto__\": {\"x\": 1}, \"$type\": \"System.Diagnostics.Process\", \"@type\": []}"),
            16 => Utf8("{\"max_cost_usd\": 1e999999999999}"),
            17 => Utf8("{\"idea\": \"Build a \\u0000 task list\", " + user + "}"),
            18 => Utf8("{\"" + new string('m', 60_000) + "\": 1}"),
            19 => Utf8("{" + string.Concat(Enumerable.Range(0, 5_000).Select(index => $"\"{index}\":0,")) + "\"x\":1}"),
            20 => Utf8("{\"type\":1,\"target\":\"\u0001\"}\u001e"),
            21 => Utf8("{\"idea\": [[[[{}]]]], \"user_id\": {}}"),
            22 => Utf8("a=b&c=%00"),
            _ => RandomBytes(),
        };
    }

    private byte[] RandomBytes()
    {
        var bytes = new byte[random.Next(2_000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Bytes(StringBuilder head) => Encoding.Latin1.GetBytes(head.ToString());

    private static byte[] Bytes(string before, byte[] body, string after) => [.. Encoding.Latin1.GetBytes(before), .. body, .. Encoding.Latin1.GetBytes(after)];
}
