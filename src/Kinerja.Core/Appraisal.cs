using System.Collections.Immutable;
using System.Text;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core;

/// <summary>The facts about one civil servant in one period (penilaian kinerja): what goes in. Immutable.</summary>
/// <param name="Id">Any non-empty text, unique in a run.</param>
/// <param name="Facts">The facts that the policy declares.</param>
/// <param name="Period">The period, needed where something depends on it; see <see cref="Core.Period.TryParse"/> for its forms.</param>
/// <param name="Unit">The organisational unit; needed only by policies with rules over a unit.</param>
public sealed record Appraisal(string Id, FactRecord Facts, string? Period = null, string? Unit = null)
{
    /// <summary>The parts of a divided period, one after another; empty for a period of one piece. <see cref="Facts"/> are then those of the whole.</summary>
    public ImmutableArray<AppraisalSegment> Segments { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>For a period that is still running: the day up to which the facts are known. The result is then provisional. Null for a period that is over.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Reads one appraisal: <c>{"id":"…","unit":"…","period":"2026","facts":{…}}</c>.</summary>
    /// <param name="utf8">JSON, UTF-8.</param>
    /// <param name="name">What diagnostics call the text.</param>
    /// <param name="limits">Limits on the text; the defaults when left out.</param>
    /// <returns>The appraisal, or null with every problem found. The id is kept where it could be read.</returns>
    public static AppraisalReading Read(ReadOnlyMemory<byte> utf8, string name = "appraisal", PolicyLimits? limits = null)
    {
        limits ??= PolicyLimits.Default;
        var diagnostics = new DiagnosticBag();
        var tree = JsonTreeReader.Read(name, utf8, limits, diagnostics);
        if (ObjectReader.Open(tree, "", limits, diagnostics) is not { } reader)
            return new AppraisalReading(null, null, diagnostics.ToImmutable());
        reader.Require("id");
        var (id, unit, period) = (reader.Text("id"), reader.Text("unit"), reader.Text("period"));
        if (id is { Length: 0 })
            diagnostics.Report(DiagnosticCatalog.InvalidAppraisal, reader.Get("id")!.At("id"), new LocalizedText("id kosong.", "the id is empty."));
        var asOf = reader.Date("asOf");
        var facts = reader.Require("facts") is null ? null : reader.Object("facts")?.Json;
        var segments = reader.Objects("segments").Select(ReadSegment).ToImmutableArray();
        reader.Close();
        var appraisal = diagnostics.HasErrors || facts is null ? null : new Appraisal(id!, JsonFacts.ToRecord(facts), period, unit) { AsOf = asOf, Segments = [.. segments.OfType<AppraisalSegment>()] };
        return new AppraisalReading(appraisal, id, diagnostics.ToImmutable());
    }

    private static AppraisalSegment? ReadSegment(ObjectReader reader)
    {
        reader.Require("period");
        var period = reader.Text("period");
        var facts = reader.Require("facts") is null ? null : reader.Object("facts")?.Json;
        reader.Close();
        return period is null || facts is null ? null : new AppraisalSegment(period, JsonFacts.ToRecord(facts));
    }

    /// <summary>Reads one appraisal from text; see <see cref="Read(ReadOnlyMemory{byte}, string, PolicyLimits?)"/>.</summary>
    public static AppraisalReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json));
    }

    // A record takes null where its caller ignores the warnings; the doors of scoring do not.
    internal static void ThrowIfIncomplete(Appraisal appraisal, string parameter)
    {
        ArgumentNullException.ThrowIfNull(appraisal, parameter);
        if (appraisal.Id is null || appraisal.Facts is null)
            throw new ArgumentNullException($"{parameter}.{(appraisal.Id is null ? nameof(Id) : nameof(Facts))}");
        for (var index = 0; index < appraisal.Segments.Length; index++)
        {
            var (segment, name) = (appraisal.Segments[index], $"{parameter}.{nameof(Segments)}[{index}]");
            ArgumentNullException.ThrowIfNull(segment, name);
            ArgumentNullException.ThrowIfNull(segment.Period, $"{name}.{nameof(Period)}");
            ArgumentNullException.ThrowIfNull(segment.Facts, $"{name}.{nameof(Facts)}");
        }
    }
}

/// <summary>A part of a divided period: a placement before a transfer (mutasi), an acting post, the time under an older policy.</summary>
/// <param name="Period">Its period, inside that of the whole; see <see cref="Core.Period.TryParse"/> for its forms.</param>
/// <param name="Facts">The facts of the part; facts of the whole that it does not give again hold in it too.</param>
public sealed record AppraisalSegment(string Period, FactRecord Facts);

/// <summary>An appraisal read from text, or why not.</summary>
/// <param name="Appraisal">The appraisal, or null.</param>
/// <param name="Id">The id where it could be read, even without an appraisal.</param>
/// <param name="Diagnostics">Every problem found.</param>
public sealed record AppraisalReading(Appraisal? Appraisal, string? Id, ImmutableArray<Diagnostic> Diagnostics);
