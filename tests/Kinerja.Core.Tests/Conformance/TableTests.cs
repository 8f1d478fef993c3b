using System.Text.Json.Nodes;
using Kinerja.Core.Tests.Oracle;

namespace Kinerja.Core.Tests.Conformance;

/// <summary>
/// Small policies with rows worked by hand, in conformance/tables: decision tables, every kind of value, and what names mean. Each row
/// expects results (null for not applicable) or the codes of all issues. The oracle answers the same rows.
/// </summary>
public sealed class TableTests
{
    private const string Folder = "tables";

    public static IEnumerable<TheoryDataRow<string, int, string>> Cases => ConformanceCase.Rows(Folder);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Table(string file, int index, string name)
    {
        var json = ConformanceCase.Find(Folder, file, index);
        Assert.Equal(name, json["name"]!.GetValue<string>());
        var text = PolicyText.Of(json["policy"]!.ToJsonString()[1..^1]);
        var policy = PolicyText.Sound(text);
        var oracle = OraclePolicy.Load(text);
        foreach (var row in json["rows"]!.AsArray())
        {
            var given = row!["given"]!.ToJsonString();
            var result = PolicyText.Score(policy, given);
            var expected = oracle.Evaluate(given);
            if (row["expect"]!["issues"] is JsonArray issues)
            {
                Assert.Equal(issues.Select(code => code!.GetValue<string>()), result.Issues.Select(issue => issue.Code).Order(StringComparer.Ordinal));
                Assert.True(expected.IsRejected, given);
                continue;
            }

            Assert.True(result.IsScored, result.ToJson());
            foreach (var (value, wanted) in row["expect"]!["results"]!.AsObject())
            {
                Assert.True(wanted?.GetValue<string>() == result[value].Text, $"{given}: {value} is {result[value].Text ?? "not applicable"}, expected {wanted?.ToJsonString() ?? "null"}");
                Assert.Equal(result[value].Text, expected.Printed[value]);
            }
        }
    }
}
