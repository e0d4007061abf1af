using System.Runtime.CompilerServices;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Review;

/// <summary>What stored documents say, read once while a run needs it again and again. Known by the text object itself, and gone with it.</summary>
internal static class StoredReadings
{
    private static readonly ConditionalWeakTable<string, DocumentReading> s_known = [];

    /// <param name="fresh">What was just read of this text, where anybody did.</param>
    public static DocumentReading Of(DocumentType type, string text, DocumentReading? fresh = null)
    {
        if (s_known.TryGetValue(text, out var known) && StepCatalogue.Of(type).Reads(known))
        {
            return known;
        }

        var reading = fresh ?? StepCatalogue.Of(type).ReadStored(text);
        s_known.AddOrUpdate(text, reading);
        return reading;
    }

    /// <summary>The run is over: a reading is several times as large as its text.</summary>
    public static void Forget(string text) => s_known.Remove(text);
}
