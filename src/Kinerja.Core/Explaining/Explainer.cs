using Kinerja.Core.Compiling;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Explaining;

internal static class Explainer
{
    public static Explanation Explain(ScoringPlan plan, Block block, AppraisalResult result) => new(result, [], []);
}
