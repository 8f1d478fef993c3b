using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Checks what follows from a result: its condition, and the records that it names.</summary>
internal sealed class FollowUpChecker(ExpressionChecker expressions)
{
    /// <summary>The follow-up, or null when its list is not known.</summary>
    public CheckedFollowUp? Check(FollowUpDeclaration declaration)
    {
        var level = expressions.Scope.Sheet;
        if (declaration.Each is { } each)
        {
            if (expressions.FindList(each, level) is not { } list)
                return null;

            level = list;
        }

        var condition = expressions.CheckCondition(declaration.When!, level);
        return expressions.Assuming(Knowledge.WhenTrue(condition), () => new CheckedFollowUp(
            declaration,
            level,
            condition,
            declaration.Of is null ? null : CheckName(declaration.Of, level),
            declaration.By is null ? null : expressions.CheckNeeded(declaration.By, level, CheckedType.Number),
            declaration.Due is null ? null : expressions.CheckNeeded(declaration.Due, level, CheckedType.Date)));
    }

    private CheckedExpression CheckName(Formula formula, ListLevel level)
    {
        var node = expressions.CheckNeeded(formula, level, null);
        if (node.Type.Kind is not (DataType.Text or DataType.Code or DataType.Rating or DataType.Unknown))
            expressions.Diagnostics.Report(DiagnosticCatalog.ExpectedType, node.Place, new LocalizedText("teks, kode, atau predikat", "a text, code or rating"), node.Type.Name);
        return node;
    }
}
