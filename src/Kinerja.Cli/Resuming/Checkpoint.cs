using System.Collections.Immutable;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Resuming;

/// <summary>How much of an output is written, and the checksum of it.</summary>
internal readonly record struct Extent(long Length, uint Crc);

/// <summary>What was counted of the people of one input.</summary>
internal readonly record struct PeopleCounts(int Scored, int Provisional, int Rejected);

/// <summary>A moment of a run at which everything up to a place in its inputs was written.</summary>
/// <param name="Input">The input in which the place lies, from 0; the number of inputs at the end of the run.</param>
/// <param name="Mark">The place in that input.</param>
/// <param name="Outputs">What was written to each output.</param>
/// <param name="Counts">What was counted of each input so far.</param>
/// <param name="IsSupposed">Whether all this holds only if no id repeats in the input: it was not read to its end yet.</param>
/// <param name="IsComplete">Whether the outputs are whole, and may have been renamed already.</param>
internal sealed record Checkpoint(int Input, InputMark Mark, ImmutableArray<Extent> Outputs, ImmutableArray<PeopleCounts> Counts, bool IsSupposed, bool IsComplete)
{
    /// <summary>Before anything was written.</summary>
    public static Checkpoint Nothing(int inputs, int outputs) =>
        new(0, InputMark.Start, [.. new Extent[outputs]], [.. new PeopleCounts[inputs]], IsSupposed: false, IsComplete: false);
}
