using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Tests.Diagnostics;

/// <summary>One folder of <c>tests/conformance/refused</c>; its README tells what the files mean.</summary>
internal sealed class RefusedCase
{
    private readonly string _folder;
    private readonly JsonObject _case;

    private RefusedCase(string folder)
    {
        _folder = folder;
        _case = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!.AsObject();
    }

    public static string Root => RepositoryFolder.Root;

    public static string AllFolder { get; } = Path.Combine(Root, "tests", "conformance", "refused");

    public static IEnumerable<string> Names => Directory.GetDirectories(AllFolder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public string Name => Path.GetFileName(_folder);

    public JsonObject Expect => _case["expect"]!.AsObject();

    public string Code => (string)Expect["code"]!;

    /// <summary>Executed by the tests of the program, because only a program that reads files can raise it.</summary>
    public bool IsForTheProgram => (string?)_case["by"] == "cli";

    public bool HasAppraisal => Exists("appraisal.json");

    public bool HasFormula => Exists("formula.json");

    public static RefusedCase Read(string name) => new(Path.Combine(AllFolder, name));

    public IEnumerable<string> Codes(string member) => _case[member]?.AsArray().Select(code => (string)code!) ?? [];

    /// <summary>The limits that the case asks for, by the names of <see cref="PolicyLimits"/>.</summary>
    public PolicyLimits Limits()
    {
        var limits = PolicyLimits.Default;
        foreach (var (name, value) in _case["limits"]?.AsObject() ?? [])
        {
            var number = (int)value!;
            limits = name switch
            {
                "formulaBytes" => limits with { FormulaBytes = number },
                "formulaDepth" => limits with { FormulaDepth = number },
                "formulaNodes" => limits with { FormulaNodes = number },
                "nameLength" => limits with { NameLength = number },
                "documentBytes" => limits with { DocumentBytes = number },
                "jsonDepth" => limits with { JsonDepth = number },
                "layers" => limits with { Layers = number },
                "costUnits" => limits with { CostUnits = number },
                _ => throw new InvalidOperationException($"{Name}: no limit '{name}'."),
            };
        }

        return limits;
    }

    public PolicyLoad LoadPolicy(bool isRepaired)
    {
        var bytes = isRepaired && Exists("repaired-policy.json") ? Bytes("repaired-policy.json")
            : _case["policyHex"] is { } hex ? Convert.FromHexString((string)hex!)
            : Bytes("policy.json");
        return AppraisalPolicy.Load(new PolicySource("policy.json", bytes), new PolicyOptions { FindBase = FindBase, Limits = Limits() });
    }

    /// <summary>What the case gives: problems, and whether there was a policy, score or value in spite of them.</summary>
    public (ImmutableArray<Diagnostic> Problems, bool IsAccepted) Run(bool isRepaired)
    {
        if (HasFormula)
        {
            var formula = JsonNode.Parse(Bytes(isRepaired ? "repaired-formula.json" : "formula.json"))!;
            var given = Appraisal.Read($$"""{ "id": "given", "facts": {{formula["given"]!.ToJsonString()}} }""").Appraisal!.Facts;
            var result = FormulaEvaluation.Evaluate((string)formula["formula"]!, given, Limits());
            return (result.Problem is null ? [] : [result.Problem], result.Value is not null);
        }

        var load = LoadPolicy(isRepaired);
        if (!HasAppraisal)
            return (load.Diagnostics, load.Policy is not null);
        if (load.Policy is not { } policy)
            throw new InvalidOperationException($"{Name}: the policy does not load: {string.Join("; ", load.Diagnostics)}");
        var reading = Appraisal.Read(Bytes(isRepaired && Exists("repaired-appraisal.json") ? "repaired-appraisal.json" : "appraisal.json"), "appraisal.json", Limits());
        if (reading.Appraisal is null)
            return (reading.Diagnostics, false);
        var score = policy.Score(reading.Appraisal);
        return Exists("unit.json") ? RunUnit(policy, score, isRepaired) : (score.Issues, score.IsScored);
    }

    private (ImmutableArray<Diagnostic> Problems, bool IsAccepted) RunUnit(AppraisalPolicy policy, AppraisalResult person, bool isRepaired)
    {
        var (unit, problems) = UnitAppraisal.Read(Bytes(isRepaired && Exists("repaired-unit.json") ? "repaired-unit.json" : "unit.json"), "unit.json", Limits());
        if (unit is null)
            return (problems, false);
        var result = policy.ScoreUnit(unit, [person]);
        return (result.Issues, result.IsScored);
    }

    /// <summary>Everything a reader sees of the case, for comparing with its page.</summary>
    public IEnumerable<string> Texts() =>
        Directory.GetFiles(_folder, "*.json").Select(File.ReadAllText)
            .Concat(new[] { "input", "repairedInput" }.SelectMany(member => _case[member]?.AsObject().Select(file => (string)file.Value!) ?? []));

    private bool Exists(string file) => File.Exists(Path.Combine(_folder, file));

    private byte[] Bytes(string file)
    {
        var text = File.ReadAllText(Path.Combine(_folder, file));
        foreach (var repeat in _case["repeat"]?.AsArray() ?? [])
            text = text.Replace((string)repeat!["mark"]!, string.Concat(Enumerable.Repeat((string)repeat["text"]!, (int)repeat["times"]!)), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    // A base is found by its id among the files of the folder, then among the shipped policies.
    private PolicySource? FindBase(string id)
    {
        foreach (var file in Directory.GetFiles(_folder, "*.json").Select(path => Path.GetFileName(path)!))
        {
            if (file is "case.json" or "repaired-policy.json" or "appraisal.json" or "repaired-appraisal.json")
                continue;
            if (JsonNode.Parse(Bytes(file)) is JsonObject policy && (string?)policy["id"] == id)
                return new PolicySource(file, Bytes(file));
        }

        return NationalPolicies.Find(id);
    }
}
