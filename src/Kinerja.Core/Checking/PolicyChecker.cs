using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>The door of Checking: names, types and the laws of a sound policy.</summary>
internal sealed class PolicyChecker
{
    private readonly PolicyDocument _document;
    private readonly DiagnosticBag _diagnostics;
    private readonly Scope _scope = new();
    private readonly Dictionary<string, WordSet> _scales = new(StringComparer.Ordinal);

    private PolicyChecker(PolicyDocument document, DiagnosticBag diagnostics)
    {
        _document = document;
        _diagnostics = diagnostics;
    }

    /// <summary>Every problem is reported; null when one of them is an error.</summary>
    /// <param name="document">The policy.</param>
    /// <param name="diagnostics">Takes the problems.</param>
    /// <param name="findOther">Finds and checks another policy that may score a part of a period; it reports where there is none.</param>
    public static CheckedPolicy? Check(PolicyDocument document, DiagnosticBag diagnostics, Func<NameUse, CheckedPolicy?>? findOther = null)
    {
        if (CheckSheet(document, diagnostics) is not { } policy)
            return null;
        if (document.Unit is { } unit && UnitSheet.Check(unit, document, policy, diagnostics) is { } unitSheet)
            policy = policy with { Unit = unitSheet, Passed = unitSheet.Passed };
        if (document.Segments is { } segments)
            policy = policy with { Segments = SegmentSheet.Check(segments, document, policy, findOther ?? (_ => null), diagnostics) };
        if (diagnostics.HasErrors)
            return null;
        WarnOfUnusedParameters(policy, diagnostics);
        return policy;
    }

    /// <summary>One sheet by itself: that of the policy, or one made from it.</summary>
    public static CheckedPolicy? CheckSheet(PolicyDocument document, DiagnosticBag diagnostics)
    {
        var policy = new PolicyChecker(document, diagnostics).Check();
        return diagnostics.HasErrors ? null : policy;
    }

    // Only now it is known which parameters the rules over a unit use. What a layer leaves unused of its base is no mistake of anybody;
    // what it writes itself may be a misspelt one of the base, which is then told.
    private static void WarnOfUnusedParameters(CheckedPolicy policy, DiagnosticBag diagnostics)
    {
        var used = policy.Parameters.Concat(policy.Unit?.Policy.Parameters ?? []).Where(parameter => parameter.IsUsed).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var unused in policy.Parameters.Where(parameter => parameter.Place.Source == policy.Document.Place.Source && !used.Contains(parameter.Name)))
            diagnostics.Report(DiagnosticCatalog.UnusedValue, unused.Place, unused.Name, Suggestion.Slip(unused.Name, used));
    }

    private CheckedPolicy Check()
    {
        foreach (var scale in _document.Scales)
            _scales[scale.Name] = ToWords(scale.Name, scale.Ratings, isOrdered: true);
        var facts = new FactDeclarer(_scope, _diagnostics, FindScale);
        facts.Declare(_document.Facts);
        var periodParts = Enum.GetValues<PeriodPart>().Select(part => new PeriodSymbol(part, _scope.Sheet, _document.Place)).ToImmutableArray();
        foreach (var part in periodParts)
            _scope.Declare(part, _diagnostics);
        var parameters = _document.Parameters.Select(DeclareParameter).OfType<ParameterSymbol>().ToImmutableArray();
        var values = _document.Values.Select(DeclareValue).OfType<ValueSymbol>().ToList();
        CheckShadows();
        var expressions = new ExpressionChecker(_scope, _diagnostics);
        var valueChecker = new ValueChecker(expressions, FindScale);
        var order = new DependencyOrder(_scope, _diagnostics).Sort(values);
        foreach (var value in order)
            valueChecker.Complete(value);
        var followUps = _document.FollowUps.Select(new FollowUpChecker(expressions).Check).OfType<CheckedFollowUp>().Concat(valueChecker.Consequences).ToImmutableArray();
        // The keys of follow-ups differ; an effect may have the id of one, or of an effect of another value.
        foreach (var same in followUps.GroupBy(followUp => followUp.Declaration.Key))
        {
            foreach (var again in same.Skip(1))
                _diagnostics.Report(DiagnosticCatalog.DeclaredTwice, again.Declaration.Place, same.Key, same.First().Declaration.Place);
        }

        var results = _document.Results.Select(FindResult).OfType<Symbol>().ToImmutableArray();
        foreach (var again in _document.Results.GroupBy(use => use.Name).SelectMany(uses => uses.Skip(1)))
            _diagnostics.Report(DiagnosticCatalog.RepeatedMember, again.Place, again.Name);
        CheckSources();
        MarkPassed();
        foreach (var unused in values.Where(value => !value.IsUsed && value.Place.Source == _document.Json.Source)) // what a base left for its own results is no slip here
            _diagnostics.Report(DiagnosticCatalog.UnusedValue, unused.Place, unused.FullName, Suggestion.Slip(unused.Name, values.Where(value => value.IsUsed && value.Level == unused.Level).Select(value => value.Name)));
        return new CheckedPolicy(_document, [.. _scope.Levels], [.. facts.Declared], parameters, [.. periodParts.Where(part => part.IsUsed)], [.. order], followUps, results);
    }

    public static WordSet ToWords(string name, ImmutableArray<CodeDeclaration> codes, bool isOrdered) =>
        new(name, [.. codes.Select(code => code.Code)], isOrdered)
        {
            Labels = codes.Where(code => code.Label is not null).ToImmutableDictionary(code => code.Code, code => code.Label!),
        };

    private WordSet? FindScale(NameUse use)
    {
        if (_scales.TryGetValue(use.Name, out var words))
            return words;
        _diagnostics.Report(DiagnosticCatalog.UnknownReference, use.Place, new LocalizedText("skala", "scale"), use.Name, Suggestion.For(use.Name, _scales.Keys));
        return null;
    }

    private ParameterSymbol? DeclareParameter(ParameterDeclaration declaration)
    {
        if (declaration.Values.IsEmpty)
            return null;
        var type = TypeOf(declaration);
        var values = declaration.Values
            .Select(dated => (dated.From, Value: Constants.Read(dated.Value, type, dated.Place.Path, _diagnostics)))
            .Where(dated => dated.Value is not null)
            .Select(dated => new ParameterValue(dated.From, dated.Value!)).ToImmutableArray();
        var symbol = new ParameterSymbol(declaration, _scope.Sheet, type, values);
        _scope.Declare(symbol, _diagnostics);
        return symbol;
    }

    private CheckedType TypeOf(ParameterDeclaration declaration)
    {
        if (declaration.Scale is { } scale)
            return FindScale(scale) is { } words ? new CheckedType(DataType.Rating, words) : CheckedType.Unknown;
        return declaration.Type switch
        {
            FactType.Number => CheckedType.Number,
            FactType.Boolean => CheckedType.Boolean,
            FactType.Date => CheckedType.Date,
            FactType.Rating => ReportScaleMissing(declaration),
            FactType.Text => CheckedType.Text,
            _ => declaration.Values[0].Value switch
            {
                JsonNumber => CheckedType.Number,
                JsonBoolean => CheckedType.Boolean,
                _ => CheckedType.Text,
            },
        };
    }

    private CheckedType ReportScaleMissing(ParameterDeclaration declaration)
    {
        _diagnostics.Report(DiagnosticCatalog.MissingMember, declaration.Place, "scale");
        return CheckedType.Unknown;
    }

    private ValueSymbol? DeclareValue(ValueDeclaration declaration)
    {
        var dot = declaration.Name.LastIndexOf('.');
        var level = dot < 0 ? _scope.Sheet : _scope.ResolveList(declaration.Name[..dot], _scope.Sheet);
        if (level is null)
        {
            var lists = _scope.Levels.Skip(1).Select(known => known.Name);
            _diagnostics.Report(DiagnosticCatalog.NotAList, declaration.Place, declaration.Name[..dot], Suggestion.For(declaration.Name[..dot], lists));
            return null;
        }

        var symbol = new ValueSymbol(declaration.Name[(dot + 1)..], level, declaration);
        _scope.Declare(symbol, _diagnostics);
        return symbol;
    }

    private Symbol? FindResult(NameUse use)
    {
        var symbol = _scope.Resolve(use.Name, _scope.Sheet);
        if (symbol is null)
            _diagnostics.Report(DiagnosticCatalog.UnknownName, use.Place, use.Name, Suggestion.For(use.Name, _scope.NamesSeenFrom(_scope.Sheet)));
        else if (symbol.Level != _scope.Sheet)
            _diagnostics.Report(DiagnosticCatalog.NeedsAggregate, use.Place, use.Name);
        else
            symbol.IsUsed = true;
        return symbol;
    }

    // What a second sheet is told of is used, whatever that sheet makes of it.
    private void MarkPassed()
    {
        var names = (_document.Unit?.People ?? []).Concat(_document.Segments?.Combine.Select(item => item.Value) ?? []).Select(use => use.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var symbol in _scope.Symbols.Where(symbol => names.Contains(symbol.FullName) || names.Contains(symbol.Level.Name)))
            symbol.IsUsed = true;
    }

    // The nearest name wins, so a field of a list could take the place of a number of law in the formulas of that list.
    private void CheckShadows()
    {
        foreach (var symbol in _scope.Symbols.Where(symbol => symbol.Level != _scope.Sheet))
        {
            if (_scope.Resolve(symbol.Name, _scope.Sheet) is { } outer && outer.Level == _scope.Sheet && (outer is ParameterSymbol || outer.Description.IsLocked))
                _diagnostics.Report(DiagnosticCatalog.DeclaredTwice, symbol.Place, symbol.Name, outer.Place);
        }
    }

    private void CheckSources()
    {
        var descriptions = _scope.Symbols.Select(symbol => symbol.Description)
            .Concat(_document.FollowUps.Select(followUp => followUp.Description))
            .Concat(_document.Values.SelectMany(value => Descriptions(value.Definition)))
            .Concat(_document.Parameters.SelectMany(parameter => parameter.Values.Select(dated => dated.Description)).OfType<Description>())
            .Concat(_document.Segments is { } segments ? [new Description(null, null, segments.Sources, null)] : [])
            .Concat(_scope.Levels.Skip(1).Select(list => list.Declaration!.Description));
        foreach (var use in descriptions.SelectMany(description => description.Sources).Distinct())
        {
            if (!_document.Sources.ContainsKey(use.Name))
                _diagnostics.Report(DiagnosticCatalog.UnknownReference, use.Place, new LocalizedText("sumber", "source"), use.Name, Suggestion.For(use.Name, _document.Sources.Keys.Order(StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<Description> Descriptions(ValueDefinition definition) => definition switch
    {
        WeightedDefinition weighted => weighted.Parts.Select(part => part.Description),
        PiecewiseDefinition piecewise => piecewise.Items.Select(item => item.Description),
        TableDefinition table => table.Rules.Select(rule => rule.Description).Append(table.DefaultDescription),
        RulesDefinition rules => rules.Exceptions.Select(exception => exception.Description),
        EffectsDefinition effects => effects.Items.Select(item => item.Description),
        _ => [],
    };
}
