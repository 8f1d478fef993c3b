using Kinerja.Cli.Resuming;

namespace Kinerja.Cli.Scoring;

/// <summary>Scores one input into the outputs of a run.</summary>
/// <param name="run">The input and its policy.</param>
/// <param name="index">Which input of the run it is, from 0.</param>
/// <param name="output">Where everything is written.</param>
/// <param name="workers">How its blocks are scored.</param>
/// <param name="threads">By how many threads.</param>
/// <param name="progress">Is told how far the input is done.</param>
/// <param name="stop">Ends the run.</param>
internal sealed class InputRun(OpenedRun run, int index, RunOutput output, BlockWorkers workers, int threads, Action<InputMark> progress, CancellationToken stop)
{
    private IdWatch? _watch;
    private BlockPipeline<ScoredBlock>? _pipeline;
    private InputMark _done; // the end of the last block scored
    private InputMark? _written; // of the last one that need not be written any more
    private bool _isWriting;

    /// <summary>Scores from a place on, and writes what stands behind another.</summary>
    /// <param name="start">Where scoring begins.</param>
    /// <param name="written">Up to where an earlier process has written; not before <paramref name="start"/>; null if everything was.</param>
    /// <param name="repeatedIds">The ids that stand more than once, if they were looked for already.</param>
    public void Score(InputMark start, InputMark? written, RepeatedIds? repeatedIds)
    {
        (_done, _written, _isWriting) = (start, written, start == written);
        if (repeatedIds is null && start == InputMark.Start && _isWriting && workers.AreInColumns && output.CanGoBack && ScoreSupposingNoIdRepeats(ref repeatedIds))
            return;
        Run(repeatedIds ?? RepeatedIds.Find(run.Input, threads, stop));
        if (written is not null && !_isWriting)
            throw new InvalidOperationException($"No block ends at {written}.");
    }

    // One pass instead of two, because hardly ever does an id stand twice. Where one may, they are looked for after all: true if the input is done.
    private bool ScoreSupposingNoIdRepeats(ref RepeatedIds? repeatedIds)
    {
        _watch = new IdWatch(run.Input.Length);
        output.Suppose();
        Run(RepeatedIds.NoneSupposed);
        var isDone = _watch.Candidates.Count == 0;
        _watch = null;
        if (!isDone && (repeatedIds = RepeatedIds.Find(run.Input, threads, stop)).IsAny)
        {
            output.GoBack();
            run.ForgetSummary();
            _done = InputMark.Start;
            return false;
        }

        output.Confirm();
        return isDone;
    }

    private void Run(RepeatedIds repeatedIds)
    {
        _pipeline = new BlockPipeline<ScoredBlock>(run.Input.ReadBlocks(_done), workers.With(repeatedIds), threads, Write, stop);
        _pipeline.Run();
    }

    private void Write(ScoredBlock scored)
    {
        _watch?.Add(scored.Ids!, scored.End);
        if (_watch is { Candidates.Count: > 0 })
        {
            _pipeline!.Stop();
            return;
        }

        run.Summary.Add(scored.Summary);
        if (_isWriting)
            output.Write(index, scored, run.Summary.Counts);
        _done = scored.End;
        _isWriting |= _done == _written;
        progress(_done);
    }
}
