using System.Collections.Concurrent;
using System.Text;
using AiDevFramework.FakeOpenRouter.Answers.Domains;
using AiDevFramework.FakeOpenRouter.Wire;

namespace AiDevFramework.FakeOpenRouter.Answers;

/// <summary>
/// Finds the answer to a prompt. The idea decides the product, the documents in the prompt decide it for later steps, so that
/// the answers of one run agree with each other. Every answer is built once.
/// </summary>
internal sealed class AnswerBook(int seed, int? features)
{
    private static readonly Domain[] s_domains =
    [
        Taskwright.Domain, Mealbridge.Domain, Clinika.Domain, Shelfmark.Domain, Fleetlark.Domain,
        Pomodorion.Domain, Quillnote.Domain, Splitmate.Domain,
    ];

    private static readonly byte[][] s_names = [.. s_domains.Select(domain => Encoding.UTF8.GetBytes(domain.Name))];

    /// <summary>Products that ask for event storming: four features and more.</summary>
    private static readonly (int Domain, int Features)[] s_large = [(0, 8), (0, 7), (1, 6), (2, 5), (3, 4), (4, 10), (4, 9)];

    private static readonly (int Domain, int Features)[] s_small = [(5, 1), (6, 2), (7, 3)];

    private static readonly (int Domain, int Features)[] s_all = [.. s_large, .. s_small];

    private readonly ConcurrentDictionary<Key, Answer> _answers = new();

    private readonly ConcurrentDictionary<string, Answer> _referenced = new();

    /// <param name="variant">0 for the usual answer; another number for another one of the same size.</param>
    public Answer Find(string step, ChatRequest request, int variant)
    {
        if (step == Steps.Other)
        {
            return _answers.GetOrAdd(new Key(step, 0, 0, false), static _ => new Answer(
                "This is the fake OpenRouter of AiDevFramework. The prompt was none of those it knows, so this sentence is its answer."));
        }

        var prompt = request.Prompt;
        var user = request.FirstUser;
        var idea = PromptReader.Idea(user);
        var product = Named(user) ?? Chosen(step, idea, prompt);
        var count = MendedParts.AreAskedFor(user) ? 0 : PromptReader.FeatureHeadings(user); // those are parts, and forms
        if (count > 0)
        {
            product.Features = Math.Min(count, s_domains[product.Domain].Features.Length);
        }

        if (variant != 0)
        {
            product = Another(product, variant);
        }

        switch (step)
        {
            case Steps.ApproachDetection:
                return Cached(new Key(step, 0, count > 0 ? count : product.Features, false));
            case Steps.ExecutionPlan:
                var vertical = PromptReader.Approach(prompt) switch
                {
                    PromptReader.Vertical => true,
                    PromptReader.Horizontal => false,
                    _ => (count > 0 ? count : product.Features) >= 4,
                };
                return Cached(new Key(step, product.Domain, product.Features, vertical));
            case Steps.Prd when PromptReader.Reference(idea) is { Length: > 0 } reference:
                return Referenced(product, reference);
            default:
                return Cached(new Key(step, product.Domain, product.Features, false));
        }
    }

    private static Answer Build(Key key)
    {
        if (key.Step == Steps.ApproachDetection)
        {
            return new Answer(DocumentWriter.ApproachDetection(key.Features));
        }

        var domain = s_domains[key.Domain].WithFeatures(key.Features);
        return new Answer(key.Step switch
        {
            Steps.SmartDetection => DocumentWriter.SmartDetection(domain),
            Steps.EventStorming => DocumentWriter.EventStorming(domain),
            Steps.Prd => DocumentWriter.Prd(domain, ""),
            Steps.TechStack => DocumentWriter.TechStack(domain),
            Steps.ExecutionPlan => DocumentWriter.ExecutionPlan(domain, key.Vertical),
            _ => throw new ArgumentOutOfRangeException(nameof(key), key.Step, "The step has no document."),
        });
    }

    private Answer Cached(Key key) => _answers.GetOrAdd(key, static key => Build(key));

    private Answer Referenced((int Domain, int Features) product, string reference)
    {
        if (_referenced.Count > 10_000)
        {
            _referenced.Clear();
        }

        return _referenced.GetOrAdd($"{product.Domain}/{product.Features}/{reference}", _ =>
            new Answer(DocumentWriter.Prd(s_domains[product.Domain].WithFeatures(product.Features), reference)));
    }

    /// <summary>The product that an earlier document in the prompt is about, with its usual number of features.</summary>
    private static (int Domain, int Features)? Named(ReadOnlySpan<byte> prompt)
    {
        if (prompt.IndexOf("# Event Storming Summary"u8) < 0 && prompt.IndexOf("# Product Requirements Document"u8) < 0)
        {
            return null;
        }

        for (var i = 0; i < s_names.Length; i++)
        {
            if (prompt.IndexOf(s_names[i]) >= 0)
            {
                var aggregates = PromptReader.Aggregates(prompt);
                var all = s_domains[i].Features.Length;
                return (i, aggregates > 0 ? Math.Min(aggregates, all) : all);
            }
        }

        return null;
    }

    private (int Domain, int Features) Chosen(string step, ReadOnlySpan<byte> idea, ReadOnlySpan<byte> prompt)
    {
        if ((PromptReader.ForcedFeatures(idea) ?? features) is { } forced)
        {
            return Sized(Math.Clamp(forced, 1, 10), Hash(idea));
        }

        if (!idea.IsEmpty)
        {
            return s_all[Hash(idea) % (uint)s_all.Length];
        }

        // Without an idea to go by, what kind of step it is keeps the run consistent: storming first means a large product.
        return step switch
        {
            Steps.EventStorming => s_large[Hash(prompt) % (uint)s_large.Length],
            Steps.Prd => s_small[Hash(prompt) % (uint)s_small.Length],
            _ => s_all[Hash(prompt) % (uint)s_all.Length],
        };
    }

    private static (int Domain, int Features) Sized(int count, uint hash)
    {
        if (count <= 3)
        {
            return s_small[count - 1];
        }

        var candidates = s_large.Where(product => s_domains[product.Domain].Features.Length >= count).ToArray();
        return (candidates[hash % (uint)candidates.Length].Domain, count);
    }

    private static (int Domain, int Features) Another((int Domain, int Features) product, int variant)
    {
        var (kin, features) = (product.Features >= 4 ? s_large : s_small, product.Features);
        var at = Array.FindIndex(kin, candidate => candidate.Domain == product.Domain);
        var other = kin[(((at + variant) % kin.Length) + kin.Length) % kin.Length];
        return (other.Domain, product.Features >= 4 ? Math.Clamp(features, 4, s_domains[other.Domain].Features.Length) : other.Features);
    }

    private uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var b in text)
        {
            hash = (hash ^ b) * 16777619u;
        }

        hash ^= hash >> 15; // the low bits of FNV alone follow the last letters too closely
        hash *= 2246822519u;
        return hash ^ (hash >> 13);
    }

    private readonly record struct Key(string Step, int Domain, int Features, bool Vertical);
}
