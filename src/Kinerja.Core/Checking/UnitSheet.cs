using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>The sheet over the people of a unit: an ordinary sheet whose list <c>people</c> holds what the first one found.</summary>
internal static class UnitSheet
{
    /// <summary>The list of people.</summary>
    public const string People = "people";

    /// <summary>The id of each of them.</summary>
    public const string Id = "id";

    /// <summary>How many people of the unit have no score.</summary>
    public const string Unscored = "unscored";

    public static SecondSheet? Check(UnitDeclaration unit, PolicyDocument document, CheckedPolicy first, DiagnosticBag diagnostics)
    {
        var own = unit.Facts.Select(fact => (fact.Name, fact.Place)).Concat(unit.Values.Select(value => (value.Name, value.Place)));
        if (Names.ReportReserved([.. own, .. document.Parameters.Select(parameter => (parameter.Name, parameter.Place))], [People, Unscored], diagnostics))
            return null;
        var names = new PassedNames(first);
        var passed = ImmutableArray.CreateBuilder<PassedName>();
        foreach (var use in unit.People)
        {
            if (names.Find(use.Name) is not { } found)
                diagnostics.Report(DiagnosticCatalog.UnknownReference, use.Place, new LocalizedText("fakta, nilai, atau daftar", "fact, value or list"), use.Name, Suggestion.For(use.Name, names.Known));
            else if (use.Name == Id)
                diagnostics.Report(DiagnosticCatalog.Reserved, use.Place, use.Name);
            else if (passed.Any(other => other.Name == use.Name))
                diagnostics.Report(DiagnosticCatalog.RepeatedMember, use.Place, use.Name);
            else
                passed.Add(found);
        }

        var place = unit.Place;
        var description = new Description(new LocalizedText("pegawai unit", "people of the unit"), null, [], null);
        var id = new FactDeclaration(Id, FactType.Text, new Description(new LocalizedText("id", "id"), null, [], null), MissingFact.Reject, null, place) { MaxLength = int.MaxValue };
        var people = new FactDeclaration(People, FactType.List, description, MissingFact.Reject, null, place)
        {
            Fields = [id, .. passed.Select(name => names.Declare(name, place))],
        };
        var unscored = new FactDeclaration(Unscored, FactType.Number, new Description(new LocalizedText("belum dinilai", "not scored"), null, [], null), MissingFact.Reject, null, place)
        {
            Min = Rational.Zero,
            Digits = 0,
        };
        var sheet = document with
        {
            Facts = [people, unscored, .. unit.Facts],
            Values = unit.Values,
            FollowUps = [.. unit.FollowUps.Select(NamePeople)],
            Results = unit.Results,
            Unit = null,
            Segments = null,
            Place = place,
        };
        return PolicyChecker.CheckSheet(sheet, diagnostics) is { } policy ? new SecondSheet(policy, passed.DrainToImmutable()) : null;
    }

    // A follow-up over people names them by their id.
    private static FollowUpDeclaration NamePeople(FollowUpDeclaration followUp) =>
        followUp is { Each: { Name: People } each, Of: null } ? followUp with { Of = Formula.Made(Id, each.Place) } : followUp;
}
