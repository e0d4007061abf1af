using System.Globalization;

namespace AiDevFramework.Browser.Tests.Hostile;

/// <summary>Requests of somebody who wants in, and of somebody who is in and wants more. The same seed gives the same requests.</summary>
/// <param name="session">A good one, which some requests bend or send from elsewhere.</param>
/// <param name="adminToken">For near misses.</param>
/// <param name="origin">Of the server.</param>
/// <param name="projectId">One that exists.</param>
internal sealed class HostileRequests(int seed, (string Name, string Value) session, string adminToken, string origin, Guid projectId)
{
    private static readonly string[] _places =
        ["/", "/new", "/costs", "/costs/file.csv", "/system", "/api/v1/projects", "/api/v1/keys", "/api/v1/audit", "/?q=task"];

    private static readonly string[] _changes =
        ["/new", "/examples", "/new/estimate", "/projects/{0}/start", "/projects/{0}/stop", "/projects/{0}/retry", "/logout"];

    private static readonly string[] _words =
        ["'", "\"", "' or 1=1 --", "\"); drop table projects; --", "task*", "^task", "task NEAR/2 list", "NOT", "AND", "OR", "(", ")", "title:x", "-task", "+", "\\", "%", "_", "task & list", "task | !list", "task <-> list",
         ":*", "''", "\"\"", "\u0000", "\u202e", "\ud83d\ude00", "ﬁ", "İ", "$$", ";", "/*", "*/", "{idea}", "{a b}:c", "\t", "\n", "é", "e\u0301", "\u200b"];

    private static readonly string[] _otherOrigins =
        ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "https://127.0.0.1", "http://127.0.0.1.evil.example", "file://", ""];

    private readonly Random _random = new(seed);

    /// <summary>Nobody's: must be let in nowhere.</summary>
    public IEnumerable<RawRequest> OfStrangers(int count) => Enumerable.Range(0, count).Select(number => (number % 6) switch
    {
        0 => new RawRequest("forged cookie", "GET", Place(), [("Cookie", $"{session.Name}={Bent(session.Value)}")]),
        1 => new RawRequest("cookie of another name", "GET", Place(), [("Cookie", $"{OtherName()}={session.Value}")]),
        2 => new RawRequest("session as a bearer token", "GET", Place(), [("Authorization", $"Bearer {session.Value}")]),
        3 => new RawRequest("guessed token", "GET", Place(), [("Authorization", $"{One("Bearer", "bearer", "Basic", "Bearer:")} {Guess()}")]),
        4 => new RawRequest("token in the address", "GET", Place().Split('?')[0] + $"?{One("access_token", "token", "ticket", "key")}={Escaped(One(session.Value, Guess()))}", []),
        _ => new RawRequest("headers that proxies set", "GET", Place(), [(One("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-User", "X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-HTTP-Method-Override"), One("/", "admin", "127.0.0.1", "for=127.0.0.1", "localhost", "GET")), ("Cookie", $"{session.Name}=")]),
    });

    /// <summary>At the door: nothing but the token opens it.</summary>
    public IEnumerable<RawRequest> OfGuessers(int count) => Enumerable.Range(0, count).Select(number => Form(
        "guess at login", "/login", $"token={Escaped(Guess())}&return={Escaped(One("/", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:a=b"))}{(number % 3 == 0 ? "&token=" : "")}",
        [("Origin", origin), ("Cookie", $"{session.Name}={Bent(session.Value)}")]));

    /// <summary>With a good cookie, from a page that is not ours: must change nothing.</summary>
    public IEnumerable<RawRequest> OfOtherSites(int count) => Enumerable.Range(0, count).Select(number =>
    {
        var path = string.Format(CultureInfo.InvariantCulture, One(_changes), projectId);
        List<(string, string)> headers = [("Cookie", $"{session.Name}={session.Value}")];
        headers.Add((number % 3) switch
        {
            0 => ("Origin", One(_otherOrigins)),
            1 => ("Sec-Fetch-Site", One("cross-site", "same-site", "none", "")),
            _ => ("Referer", origin + "/"),
        });
        return Form("post of another site", path, $"idea={Escaped("An idea that nobody here had, for a list of tasks")}&example=portal&act=start&key={Guid.NewGuid()}", headers);
    });

    /// <summary>With a good cookie, at the lists: any answer but a failure.</summary>
    public IEnumerable<RawRequest> OfSearchers(int count) => Enumerable.Range(0, count).Select(number => new RawRequest(
        "list", "GET", $"{One("/", "/api/v1/projects")}?{(number % 4) switch
        {
            0 => $"cursor={Escaped(One(Guess(), Bent("eyJhIjoxfQ.c2lnbmF0dXJl"), session.Value))}",
            1 => $"q={Escaped(Words())}&sort={Escaped(One("-updated_at", "updated_at", "id; drop table projects", "'", "cost"))}",
            2 => $"q=%{_random.Next(256):x2}%{_random.Next(256):x2}%{_random.Next(256):x2}&status={Escaped(One("FAILED", "'", "COMPLETED,FAILED", "\0"))}",
            _ => $"q={Escaped(Words())}&user_id={Escaped(One(_words))}&created_after={Escaped(One("2026-01-01", "'", "0001-01-01", "9999-12-31T23:59:59Z", "1e9"))}&limit={One("0", "-1", "99999999999", "1", "NaN")}",
        }}", [("Cookie", $"{session.Name}={session.Value}"), ("Authorization", number % 2 == 0 ? "" : $"Bearer {adminToken}"), ("Sec-Fetch-Dest", "document")]));

    /// <summary>With a good cookie: forms that are none, names of hosts, paths.</summary>
    public IEnumerable<RawRequest> OfClumsyOnes(int count) => Enumerable.Range(0, count).Select(number =>
    {
        (string, string) cookie = ("Cookie", $"{session.Name}={session.Value}");
        return (number % 5) switch
        {
            0 => new RawRequest("host of another", "GET", "/", [cookie, ("Host", One("evil.example", "127.0.0.1.evil.example", "evil.example:80", "", "127.0.0.1@evil.example", "[::1", "a b"))]),
            1 => new RawRequest("body that is no form", "POST", "/new", [cookie, ("Origin", origin), ("Content-Type", One("application/json", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=utf-7", ";", ""))], One("{", "%", "idea=%zz%", "--x\r\n", "\0\0\0", "&&&=&=")),
            2 => Form("form of many fields", "/new", string.Join('&', Enumerable.Range(0, _random.Next(90, 2000)).Select(field => $"f{field}=x")), [cookie, ("Origin", origin)]),
            3 => new RawRequest("path", One("GET", "HEAD", "PUT", "TRACE", "OPTIONS", "XYZ"), One("/..%2f..%2fetc/passwd", "//evil.example/", "/projects/%00", "/projects/..%5c", "/assets/x/..%2f..%2fappsettings.json", $"/projects/{projectId}/documents/%2e%2e", $"/projects/{projectId}/documents/PRD'", "/projects/00000000", "/%ff%fe", "/projects/" + new string('9', 3000)), [cookie]),
            _ => Form("field", "/language", $"language={Escaped(One("en", "de", "xx", "../x", "en\r\nSet-Cookie: a=b", Guess()))}&return={Escaped(One("//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "/\t/evil.example", "/ok", "javascript:alert(1)"))}", [cookie, ("Origin", origin)]),
        };
    });

    private static RawRequest Form(string kind, string path, string body, IReadOnlyList<(string, string)> headers) =>
        new(kind, "POST", path, [.. headers, ("Content-Type", "application/x-www-form-urlencoded")], body);

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private string Place() => _random.Next(4) == 0 ? $"/projects/{projectId}{One("", "/plan", "/costs", "/documents/PRD", "/documents/PRD/file.md")}" : One(_places);

    private string Words() => string.Join(' ', Enumerable.Range(0, _random.Next(1, 6)).Select(_ => One(_words)));

    private string OtherName() => One("aidev", "aidev-80", "__Host-aidev", "__Secure-aidev", session.Name + "x", "x" + session.Name);

    /// <summary>A text with one letter changed, left out or added, or with its parts in another order.</summary>
    private string Bent(string text)
    {
        var at = _random.Next(text.Length - 1); // the last letter of base64 has bits that mean nothing
        var other = (char)(text[at] == 'A' ? 'B' : 'A');
        return _random.Next(5) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, "A"),
            2 => string.Join('.', text.Split('.').Reverse()) + "x",
            3 => "eyJhbGciOiJub25lIn0." + string.Join('.', text.Split('.').Skip(1).Take(1)) + ".",
            _ => text[..at] + other + text[(at + 1)..],
        };
    }

    private string Guess() => _random.Next(7) switch
    {
        0 => adminToken[..^1],
        1 => adminToken + "0",
        2 => adminToken.ToUpperInvariant(),
        3 => $"aidev_{_random.NextInt64():x}_{_random.NextInt64():x}{_random.NextInt64():x}_{_random.Next():x}",
        4 => "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJhZG1pbiIsInNjb3BlIjoiYWRtaW4ifQ.",
        5 => new string((char)_random.Next(33, 127), _random.Next(1, 3000)),
        _ => One(_words.Where(word => !word.Any(char.IsControl)).ToArray()),
    };

    private string One(params string[] choices) => choices[_random.Next(choices.Length)];
}
