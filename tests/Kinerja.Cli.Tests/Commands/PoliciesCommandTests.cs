using System.Text.Json;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Commands;

public sealed class PoliciesCommandTests
{
    [Fact]
    public void TheTable_NamesEveryShippedPolicy()
    {
        var run = CommandRun.Of("policies");
        Assert.Equal(0, run.Code);
        Assert.Equal(NationalPolicies.Ids.Length + 1, run.Lines.Length);
        Assert.All(NationalPolicies.Ids.Zip(run.Lines.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Json_IsOneObjectALine()
    {
        var policies = CommandRun.Of("policies", "--json").Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(NationalPolicies.Ids, policies.Select(policy => policy.GetProperty("id").GetString()!));
        Assert.All(policies, policy => Assert.StartsWith("sha256:", policy.GetProperty("fingerprint").GetString(), StringComparison.Ordinal));
    }
}
