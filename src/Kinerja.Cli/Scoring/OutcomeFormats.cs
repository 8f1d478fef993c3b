using System.Text;
using Kinerja.Cli.Columns;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>The text of outcomes in one form of file. Safe to share between threads.</summary>
internal interface IOutcomeFormat
{
    /// <summary>What stands before the first outcome.</summary>
    ReadOnlyMemory<byte> Header { get; }

    void Write(Stream output, Outcome outcome);

    /// <summary>The same text made of columns, or null where there is no way to.</summary>
    IColumnFormat? ForColumns(AppraisalPolicy policy);
}

/// <summary>One JSON object a line.</summary>
internal sealed class NdjsonFormat(Language language, bool onlyRejected = false) : IOutcomeFormat
{
    public ReadOnlyMemory<byte> Header => default;

    public void Write(Stream output, Outcome outcome)
    {
        if (onlyRejected && outcome.IsScored)
            return;
        output.Write(Encoding.UTF8.GetBytes(outcome.Result.ToJson(language)));
        output.WriteByte((byte)'\n');
    }

    public IColumnFormat? ForColumns(AppraisalPolicy policy) => onlyRejected ? new NoColumns() : new NdjsonColumns(policy);
}
