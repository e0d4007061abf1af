using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Naming;

/// <summary>
/// Settles the identifiers of a document. They belong to code: an item that was there before keeps its own, whatever number the new text gives
/// it; a new one gets the next number; and the text's own references are rewritten by the same map. What cannot be told is marked
/// (<c>AC1.1?</c>), never guessed.
/// </summary>
internal static class DocumentNames
{
    /// <summary>A number that nothing has is never given to anything, unless it is as far away as this.</summary>
    private const int FarAway = 50;

    /// <summary>Writing an identifier may make a line readable in another way; one more round is usual.</summary>
    private const int MostRounds = 3;

    /// <param name="reading">Of the text in its normal form.</param>
    /// <param name="read">Reads a text in the same way.</param>
    /// <returns>The same text where its identifiers cannot be written so that it says the same.</returns>
    public static Settlement Settle(DocumentReading reading, NamingState state, Func<string, DocumentReading> read)
    {
        var before = reading.Frame.Markdown.Text;
        var first = Round(reading, state);
        var settled = first;
        for (var round = 0; round < MostRounds && settled.Text != reading.Frame.Markdown.Text; round++)
        {
            var next = read(settled.Text);
            if (!SaysTheSame(reading.Outline, next.Outline))
            {
                return first with { Text = before };
            }

            reading = next;
            settled = Round(reading, new NamingState(settled.Counters, NamedItems.Of(reading.Outline), TableGiven: true));
        }

        return settled.Text == reading.Frame.Markdown.Text ? settled : first with { Text = before };
    }

    private static bool SaysTheSame(object one, object other) =>
        NamedItems.Of(one).Select(item => (item.Kind, item.Name)).SequenceEqual(NamedItems.Of(other).Select(item => (item.Kind, item.Name)));

    private static Settlement Round(DocumentReading reading, NamingState state)
    {
        var items = NamedItems.Of(reading.Outline);
        var assignment = new Assigner(state).Assign(items);
        var markdown = reading.Frame.Markdown;
        List<(Reference Reference, bool IsOfList)> references = [.. ReferencePlaces.Find(markdown, 0, markdown.Lines.Count)];
        var own = items.Select(item => item.Kind).ToHashSet();
        var live = assignment.Ids.ToHashSet();
        var text = new NameWriter(markdown, assignment).Write(items, references, MeaningOf);
        return new Settlement(text, assignment.Counters);

        ItemId? MeaningOf(Reference reference)
        {
            if (reference.IsDoubtful)
            {
                return null;
            }

            if (assignment.Meaning.TryGetValue(reference.Id, out var id))
            {
                return id;
            }

            // What another document will number is no number of this one: an event storming may speak of features to come.
            return !own.Contains(reference.Id.Kind) || Burn(reference.Id) ? reference.Id : null;
        }

        // A number that means nothing yet never will.
        bool Burn(ItemId id)
        {
            var counter = ItemIds.CounterOf(id);
            var given = assignment.Counters.GetValueOrDefault(counter);
            if (live.Contains(id) || items.Any(item => item.Written == id) || ItemIds.NumberOf(id) > given + FarAway)
            {
                return false;
            }

            assignment.Counters[counter] = Math.Max(given, ItemIds.NumberOf(id));
            return true;
        }
    }
}
