using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AiDevFramework.Chaos.Load;

/// <summary>Somebody with a key, who may see what is theirs alone.</summary>
internal sealed record Person(Guid UserId, string Key)
{
    /// <returns>As many as are wanted, each with a key of their own that the operator made.</returns>
    /// <exception cref="HttpRequestException">A key was refused: nothing has gone wrong yet, so none may be.</exception>
    public static async Task<IReadOnlyList<Person>> InviteAsync(Uri gateway, string adminToken, int count, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminToken);
        var people = new List<Person>();
        for (var number = 1; number <= count; number++)
        {
            var user = Guid.NewGuid();
            using var answer = await http.PostAsJsonAsync(
                "/api/v1/keys",
                new { name = $"person {number}", user_id = user, scopes = (string[])["plans:read", "plans:write", "plans:delete"] },
                cancellationToken);
            answer.EnsureSuccessStatusCode();
            var made = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            people.Add(new Person(user, made.GetProperty("key").GetString()!));
        }

        return people;
    }
}
