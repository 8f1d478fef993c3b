using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>Why a fact cannot be used.</summary>
internal readonly record struct FactProblem(DiagnosticDescriptor Descriptor, params object[] Arguments);

/// <summary>Reads one fact of one person as its declaration asks: type, words, range, decimals, and what holds when it is missing.</summary>
internal sealed class FactReading(FactSymbol fact)
{
    private readonly FactDeclaration _declaration = fact.Declaration;
    private readonly object _label = FactBinder.Label(fact.Declaration);
    private readonly NumberRange _range = new(fact.Declaration.Min, fact.Declaration.Max, fact.Declaration.ExclusiveMin, fact.Declaration.ExclusiveMax);

    public RowStatus Read(FactValue given, out object? value, out FactProblem? problem)
    {
        (value, problem) = (null, null);
        if (given.Kind == FactKind.Missing)
        {
            switch (_declaration.IfMissing)
            {
                case MissingFact.Exclude:
                    return RowStatus.NotApplicable;
                case MissingFact.UseValue:
                    given = JsonFacts.ToValue(_declaration.StandIn!);
                    break;
                default:
                    problem = new FactProblem(DiagnosticCatalog.FactMissing, _label);
                    break;
            }
        }

        if (problem is null)
            problem = Convert(given, out value);
        // The parts of an identity number repeat what the number itself already told.
        if (problem is not null && fact.Part != IdentityPart.Number)
            problem = null;
        else if (problem is null && value is null)
            return RowStatus.NotApplicable;
        return value is null ? RowStatus.Failed : RowStatus.Value;
    }

    private FactProblem? Convert(FactValue given, out object? value)
    {
        value = null;
        switch (_declaration.Type, given.Kind)
        {
            case (FactType.Number, FactKind.Number):
                var problem = CheckNumber(given.Number);
                value = problem is null ? given.Number : null;
                return problem;
            case (FactType.Boolean, FactKind.Boolean):
                value = given.Boolean;
                return null;
            case (FactType.Text, FactKind.Text) when given.Text.Length > _declaration.MaxLength:
                return new FactProblem(DiagnosticCatalog.FactTextLength, _label, given.Text.Length, _declaration.MaxLength);
            case (FactType.Text, FactKind.Text):
                value = given.Text;
                return null;
            case (FactType.Code or FactType.Rating, FactKind.Text):
                return FindWord(given.Text, out value);
            case (FactType.Date, FactKind.Text):
                return ReadDay(given.Text, out value);
            case (FactType.IdentityNumber, FactKind.Text):
                return IdentityNumber.Read(given.Text, _declaration.IsStrict, fact.Part, out value);
            default:
                return new FactProblem(DiagnosticCatalog.FactType, _label, Expected(), given.KindName);
        }
    }

    private FactProblem? CheckNumber(Rational number)
    {
        if (!_range.Contains(number))
            return new FactProblem(DiagnosticCatalog.FactRange, _label, number, Describe(_range));
        if (_declaration.Digits is { } digits && number.Round(digits) != number)
            return new FactProblem(DiagnosticCatalog.FactDigits, _label, number, digits);
        return null;
    }

    private static LocalizedText Describe(NumberRange range)
    {
        var low = range.Low is { } least ? new LocalizedText(range.LowOpen ? $"lebih dari {least}" : $"sedikitnya {least}", range.LowOpen ? $"more than {least}" : $"at least {least}") : null;
        var high = range.High is { } most ? new LocalizedText(range.HighOpen ? $"kurang dari {most}" : $"paling banyak {most}", range.HighOpen ? $"less than {most}" : $"at most {most}") : null;
        return (low, high) switch
        {
            ({ } from, { } to) => new LocalizedText($"{from.Indonesian} dan {to.Indonesian}", $"{from.English} and {to.English}"),
            ({ } from, null) => from,
            _ => high!,
        };
    }

    private FactProblem? FindWord(string text, out object? value)
    {
        var words = fact.Type.Words!;
        var position = words.PositionOf(text);
        value = position < 0 ? null : position;
        return position < 0 ? new FactProblem(DiagnosticCatalog.FactCode, text, words.Name, Suggestion.For(text, words.Words)) : null;
    }

    private FactProblem? ReadDay(string text, out object? value)
    {
        value = null;
        if (!Period.TryParseDay(text, out var day))
            return new FactProblem(DiagnosticCatalog.FactDate, text);
        if (day < _declaration.MinDate || day > _declaration.MaxDate)
        {
            var (least, most) = (_declaration.MinDate is { } min ? Period.DayText(min) : "…", _declaration.MaxDate is { } max ? Period.DayText(max) : "…");
            return new FactProblem(DiagnosticCatalog.FactRange, _label, text, new LocalizedText($"dari {least} sampai {most}", $"from {least} to {most}"));
        }

        value = day;
        return null;
    }

    private LocalizedText Expected() => _declaration.Type switch
    {
        FactType.Number => new LocalizedText("angka", "a number"),
        FactType.Boolean => new LocalizedText("true atau false", "true or false"),
        FactType.Date => new LocalizedText("teks tanggal, misalnya 2026-01-31", "a date in text, such as 2026-01-31"),
        FactType.IdentityNumber => new LocalizedText("teks berisi NIP atau NI PPPK", "text with a NIP or NI PPPK"),
        _ => new LocalizedText("teks", "text"),
    };
}
