using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Gateway.Tests.Requests;

/// <summary>The binder, with a request that no endpoint takes: a record with attributes is all that a new one needs.</summary>
public sealed class BodyShapeTests
{
    private static readonly BodyShape _shape = BodyShape.Of(typeof(ExampleRequest));

    public static TheoryData<string, string[]> Complaints => new()
    {
        { """{"last_name": 1}""", ["last_name must be a string."] },
        { """{"last_name": null}""", ["last_name is required: a string."] },
        { """{"last_name": "ab "}""", ["last_name must have at least 3 characters, it has 2 without blanks around it."] },
        { """{"last_name": "abcdef"}""", ["last_name must have at most 5 characters, it has 6. Shorten it."] },
        { """{"last_name": "ab\u0000c"}""", ["last_name must not contain NUL characters."] },
        { """{"last_name": "ab\ud800"}""", ["last_name must not contain half of a surrogate pair."] },
        { """{"last_name": "abc", "phase": "PRDS"}""", ["phase must be one of SMART_DETECTION, EVENT_STORMING, PRD, TECH_STACK, EXECUTION_PLAN."] },
        { """{"last_name": "abc", "phase": 2}""", ["phase must be one of SMART_DETECTION, EVENT_STORMING, PRD, TECH_STACK, EXECUTION_PLAN."] },
        { """{"last_name": "abc", "is_dry": "true"}""", ["is_dry must be true or false."] },
        { """{"last_name": "abc", "count": 1.5}""", ["count: 1 to 9, please."] },
        { """{"last_name": "abc", "count": "1"}""", ["count: 1 to 9, please."] },
        { """{"last_name": "abc", "count": 10}""", ["count: 1 to 9, please."] },
        { """{"last_name": "abc", "version": 1e30}""", ["version must be a whole number."] },
        { """{"last_name": "abc", "weight": "1"}""", ["weight must be a number."] },
        { """{"last_name": "abc", "owner": "{550e8400-e29b-41d4-a716-446655440000}"}""", ["owner must be a UUID like 550e8400-e29b-41d4-a716-446655440000."] },
        { """{"last_name": "abc", "labels": "a"}""", ["labels must be a list."] },
        { """{"last_name": "abc", "labels": [1]}""", ["labels must be a list."] },
        { """{"last_name": "abc", "place": []}""", ["place must be an object."] },
        { """{"count": 0, "phase": 7, "is_dry": 0}""", ["last_name is required: a string.", "phase must be one of SMART_DETECTION, EVENT_STORMING, PRD, TECH_STACK, EXECUTION_PLAN.", "is_dry must be true or false.", "count: 1 to 9, please."] },
        { """{"last_name": "abc", "is_dry": true, "count": 3}""", ["count must be left out where is_dry is true.", "Nobody counts when it is dry."] },
    };

    [Fact]
    public void Bind_OfAllMembers_ReadsEachAsItsType()
    {
        var value = Bind("""
            {
              "last_name": "  Ada\t", "phase": "TECH_STACK", "is_dry": false, "count": 3, "version": 7, "weight": 1.50,
              "owner": "550e8400E29B41D4A716446655440000", "labels": ["a", "b"], "place": {"street_name": "x"}, "more": 1
            }
            """).Value;

        Assert.Equal(
            new ExampleRequest("Ada", Phase.TechStack, false, 3, 7, 1.5m, Guid.Parse("550e8400-e29b-41d4-a716-446655440000"), null, new Place("x")),
            value! with { Labels = null });
        Assert.Equal(["a", "b"], value!.Labels!);
    }

    [Theory]
    [InlineData("""{"last_name": "abc"}""")]
    [InlineData("""{"last_name": "abc", "is_dry": null, "count": null, "phase": null, "labels": null}""")]
    public void Bind_OfWhatIsAbsentOrNull_TakesTheDefault(string json) => Assert.Equal(new ExampleRequest("abc"), Bind(json).Value);

    [Theory]
    [MemberData(nameof(Complaints))]
    public void Bind_OfWhatIsWrong_TellsAllOfIt(string json, string[] expected)
    {
        var (value, errors) = Bind(json);

        Assert.Null(value);
        Assert.Equal(expected, errors!.SelectMany(member => member.Value));
        Assert.Subset(_shape.Names.Append("body").ToHashSet(), errors!.Keys.ToHashSet());
    }

    [Fact]
    public void Bind_OfNoBody_TakesTheDefaultsWhereNoMemberIsRequired()
    {
        var optional = BodyShape.Of(typeof(OptionalRequest));

        Assert.True(_shape.IsRequired);
        Assert.False(optional.IsRequired);
        Assert.Equal((new OptionalRequest(4), null), optional.Bind(null));
    }

    private static (ExampleRequest? Value, IReadOnlyDictionary<string, string[]>? Errors) Bind(string json)
    {
        using var document = JsonDocument.Parse(json);
        var (value, errors) = _shape.Bind(document.RootElement);
        return ((ExampleRequest?)value, errors);
    }

    private sealed record ExampleRequest(
        [property: Required, Characters(3, 5)] string LastName,
        Phase? Phase = null,
        bool IsDry = false,
        [property: Range(1, 9, ErrorMessage = "{0}: {1} to {2}, please.")] int? Count = null,
        long Version = 1,
        decimal? Weight = null,
        Guid? Owner = null,
        IReadOnlyList<string>? Labels = null,
        Place? Place = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (IsDry && Count is not null)
            {
                yield return new ValidationResult("count must be left out where is_dry is true.", [nameof(Count)]);
                yield return new ValidationResult("Nobody counts when it is dry.");
            }
        }
    }

    private sealed record Place(string StreetName);

    private sealed record OptionalRequest(int Depth = 4);
}
