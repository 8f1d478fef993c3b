namespace Kinerja.Cli.Scoring;

/// <summary>What became of a block: ready to be written.</summary>
/// <param name="End">Where the next block starts in the input.</param>
/// <param name="Texts">The bytes of the block for each output, in the order of the formats.</param>
/// <param name="Summary">What was counted in the block alone.</param>
internal sealed record ScoredBlock(InputMark End, ReadOnlyMemory<byte>[] Texts, RunSummary Summary);
