using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core;

/// <summary>Issues that only a host can find, because it sees the whole run or the file around a record.</summary>
public static class AppraisalIssues
{
    /// <summary>KIN5024: the id stands more than once in a run. Every record that carries it is rejected.</summary>
    /// <param name="id">The id.</param>
    /// <param name="places">Where it stands, such as <c>lines 3, 17</c>.</param>
    public static Diagnostic RepeatedId(string id, LocalizedText places) => New(DiagnosticCatalog.RepeatedId, "id", id, places);

    /// <summary>KIN5026: rows of a table cannot be used.</summary>
    /// <param name="path">The fact that the rows were meant for, such as <c>facts.planItems</c>, or empty.</param>
    /// <param name="reason">Which rows of which table, and why; without a full stop.</param>
    public static Diagnostic InvalidTable(string path, LocalizedText reason) => New(DiagnosticCatalog.InvalidTable, path, reason);

    /// <summary>KIN5027: a record is no appraisal.</summary>
    /// <param name="path">The member that is wrong, or empty for the whole record.</param>
    /// <param name="reason">Why, as a sentence.</param>
    public static Diagnostic InvalidAppraisal(string path, LocalizedText reason) => New(DiagnosticCatalog.InvalidAppraisal, path, reason);

    /// <summary>KIN1005: a member is missing in a record that the host reads itself.</summary>
    /// <param name="name">The member.</param>
    public static Diagnostic MissingMember(string name) => New(DiagnosticCatalog.MissingMember, name, name);

    /// <summary>KIN1006: a member of a record that the host reads itself has the wrong JSON type.</summary>
    /// <param name="path">The member, or empty for the whole record.</param>
    /// <param name="expected">What belongs there, such as <c>text</c>.</param>
    /// <param name="found">What stands there.</param>
    public static Diagnostic WrongJsonType(string path, LocalizedText expected, LocalizedText found) => New(DiagnosticCatalog.WrongJsonType, path, expected, found);

    /// <summary>The issue of a record whose id cannot be read: its message begins with the line, which nothing else would tell.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="line">The line of the file on which the record stands, from 1.</param>
    public static Diagnostic OnLine(Diagnostic issue, int line)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return issue.In(new LocalizedText($"baris {line}", $"line {line}"));
    }

    private static Diagnostic New(DiagnosticDescriptor descriptor, string path, params ImmutableArray<object> arguments) => new(descriptor, null, path, arguments);
}
