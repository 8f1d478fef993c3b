using Kinerja.Core;

var policy = AppraisalPolicy.LoadNational("pp-30-2019");

// An invented person: facts go in by the names that the policy declares.
var appraisal = new Appraisal(
    Id: "198001012005011901",
    Period: "2026",
    Facts: FactRecord.Empty
        .With("planItems", FactValue.List(
            FactRecord.Empty.With("weight", 60).With("target", 12).With("actual", 13),
            FactRecord.Empty.With("weight", 40).With("target", 90).With("actual", 87.5m)))
        .With("behaviours", FactValue.List(
            FactRecord.Empty.With("aspect", "komitmen").With("score", 100),
            FactRecord.Empty.With("aspect", "kerjaSama").With("score", 95))));

var result = policy.Score(appraisal);
Console.WriteLine(result.IsScored
    ? $"{result["finalScore"].Text} → {result["predicate"].TextLabel?.In(Language.Indonesian)}"
    : string.Join('\n', result.Issues.Select(issue => issue.Message(Language.Indonesian))));
Console.WriteLine(policy.Explain(appraisal).ToText(Language.Indonesian));
