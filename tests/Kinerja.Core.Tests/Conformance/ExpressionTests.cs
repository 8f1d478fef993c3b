using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinerja.Core.Tests.Oracle;

namespace Kinerja.Core.Tests.Conformance;

/// <summary>
/// The formula language as data, in conformance/expressions. A case gives a value (null for not applicable), an exact fraction, or
/// issues with code and, where it matters, line and column.
/// </summary>
public sealed class ExpressionTests
{
    private const string Folder = "expressions";

    public static IEnumerable<TheoryDataRow<string, int, string>> Cases => ConformanceCase.Rows(Folder);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Expression(string file, int index, string name)
    {
        var json = ConformanceCase.Find(Folder, file, index);
        Assert.Equal(name, json["name"]!.GetValue<string>());
        var result = FormulaEvaluation.Evaluate(json["formula"]!.GetValue<string>(), Given(json["given"]));
        var expect = json["expect"]!.AsObject();
        if (expect["issues"] is JsonArray issues)
            CheckIssue(Assert.Single(issues)!.AsObject(), result);
        else if (expect["exact"] is { } exact)
            Assert.Equal(exact.GetValue<string>(), Value(result).Number?.ToFractionText());
        else
            CheckValue(expect["value"], Value(result));
    }

    [Fact]
    public void ThereAreAtLeast400Cases() => Assert.True(Cases.Count() >= 400);

    private static FactRecord Given(JsonNode? given)
    {
        var (facts, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes(given?.ToJsonString() ?? "{}"));
        Assert.Empty(diagnostics);
        return facts!;
    }

    private static ResultValue Value(FormulaResult result)
    {
        Assert.Null(result.Problem?.ToString());
        return result.Value!;
    }

    private static void CheckIssue(JsonObject issue, FormulaResult result)
    {
        Assert.True(result.Problem is not null, $"there is a value: {result.Value?.Text ?? "not applicable"}");
        Assert.Null(result.Value);
        Assert.Equal(issue["code"]!.GetValue<string>(), result.Problem.Code);
        Assert.InRange(result.Problem.Line, 1, int.MaxValue);
        Assert.InRange(result.Problem.Column, 1, int.MaxValue);
        Assert.NotEmpty(result.Problem.Message(Language.English));
        Assert.NotEmpty(result.Problem.Message(Language.Indonesian));
        if (issue["column"] is { } column)
            Assert.Equal((issue["line"]!.GetValue<int>(), column.GetValue<int>()), (result.Problem.Line, result.Problem.Column));
    }

    private static void CheckValue(JsonNode? expected, ResultValue value)
    {
        if (expected is null)
        {
            Assert.False(value.IsApplicable, $"it is {value.Text}");
            return;
        }

        var text = expected.GetValueKind() == JsonValueKind.String ? expected.GetValue<string>() : expected.ToJsonString();
        Assert.Equal(text, value.Text);
        if (expected.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            Assert.Equal(DataType.Boolean, value.Type);
        if (expected.GetValueKind() == JsonValueKind.Number)
            Assert.Equal(Fraction.Parse(text)!.Value.ToString(), value.Number!.Value.ToFractionText());
    }
}
