using System.Collections.Immutable;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Units;

/// <summary>Facts of units as NDJSON, one unit a line.</summary>
internal sealed class UnitFacts
{
    private readonly Dictionary<string, (UnitAppraisal? Appraisal, ImmutableArray<Diagnostic> Issues)> _byUnit = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _strays = [];
    private readonly DateOnly? _asOf;

    private UnitFacts(DateOnly? asOf) => _asOf = asOf;

    /// <summary>The units that have a line.</summary>
    public IEnumerable<string> Units => _byUnit.Keys;

    /// <summary>What is wrong with lines that name no unit: nobody can say whose facts they are.</summary>
    public IReadOnlyList<Diagnostic> Strays => _strays;

    /// <summary>Reads a file; without one no unit has facts. A line that names no day up to which its facts are known has that of the run.</summary>
    public static UnitFacts Read(string? path, DateOnly? asOf, Language language)
    {
        var facts = new UnitFacts(asOf);
        if (path is null)
            return facts;
        var linesByUnit = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        using var file = InputFile.Open(path, language);
        var lines = new LineReader(file);
        while (lines.TryRead(out var line))
        {
            if (line.IsBlank || facts.Add(line) is not { } unit)
                continue;
            if (!linesByUnit.TryGetValue(unit, out var places))
                linesByUnit.Add(unit, places = []);
            places.Add(line.Number);
        }

        // Which of two lines is right nobody can say: neither counts.
        foreach (var (unit, places) in linesByUnit.Where(pair => pair.Value.Count > 1))
        {
            var list = string.Join(", ", places);
            facts._byUnit[unit] = (null, [AppraisalIssues.RepeatedId(unit, new LocalizedText($"baris {list}", $"lines {list}"))]);
        }

        return facts;
    }

    /// <summary>The facts of a unit, or null and why they cannot be used. A unit without a line has no facts, and the period of its people.</summary>
    public UnitAppraisal? Of(string unit, string? periodOfPeople, out ImmutableArray<Diagnostic> issues)
    {
        var (appraisal, found) = _byUnit.TryGetValue(unit, out var entry) ? entry : (new UnitAppraisal(unit, FactRecord.Empty, periodOfPeople), []);
        issues = found;
        return appraisal is { AsOf: null } ? appraisal with { AsOf = _asOf } : appraisal;
    }

    // The unit of the line, as far as it can be read.
    private string? Add(Line line)
    {
        var (appraisal, issues) = UnitAppraisal.Read(line.Utf8, $"line {line.Number}");
        if ((appraisal?.Unit ?? TopLevelMember.Text(line.Utf8.Span, "unit"u8)) is not { Length: > 0 } unit)
        {
            _strays.AddRange((issues.IsEmpty ? [AppraisalIssues.MissingMember("unit")] : issues).Select(issue => AppraisalIssues.OnLine(issue, line.Number)));
            return null;
        }

        _byUnit[unit] = (appraisal, issues);
        return unit;
    }
}
