using System.Collections.Immutable;
using System.Diagnostics;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Resuming;

/// <summary>What a run writes: the results, perhaps the rejected ones too, and beside a file the journal with which a later process can go on.</summary>
internal sealed class RunOutput : IDisposable
{
    private const long BytesBetweenCheckpoints = 1024 * 1024;
    private static readonly TimeSpan TimeBetweenCheckpoints = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly Language _language;
    private readonly string _name;
    private readonly ImmutableArray<OutputPart> _parts;
    private readonly RunJournal? _journal;
    private Checkpoint _last;
    private PeopleCounts[] _counts;
    private (int Input, InputMark Mark) _position;
    private bool _isBetweenBlocks; // all outputs end with the same block
    private bool _isKept = true; // nothing was touched yet
    private long _lastTime;
    private WayBack? _wayBack;

    // How everything stood when it began to be supposed that no id of an input repeats.
    private sealed record WayBack(Checkpoint Last, PeopleCounts[] Counts, (int Input, InputMark Mark) Position, Extent[] Outputs, long JournalLength);

    private RunOutput(Terminal terminal, Language language, string name, ImmutableArray<OutputPart> parts, RunJournal? journal, RunIdentity? run, int inputs)
    {
        (_terminal, _language, _name, _parts, _journal, Run) = (terminal, language, name, parts, journal, run);
        _last = Checkpoint.Nothing(inputs, parts.Length);
        _counts = new PeopleCounts[inputs];
    }

    /// <summary>Which run it is; null if no later process could go on with it.</summary>
    public RunIdentity? Run { get; }

    /// <summary>Whether what was written can be taken back.</summary>
    public bool CanGoBack => _parts.All(part => part.IsRegular);

    /// <summary>Opens the outputs and locks them; nothing that is there is changed yet.</summary>
    /// <param name="terminal">For results without a file, and for messages.</param>
    /// <param name="language">The language of messages.</param>
    /// <param name="output">The file of results, or null for standard output.</param>
    /// <param name="rejects">The file of rejected ones, or null.</param>
    /// <param name="run">Which run it is; null if its inputs cannot be read again.</param>
    /// <param name="inputs">How many inputs it has.</param>
    /// <exception cref="UsageException">Another process writes one of them.</exception>
    public static RunOutput Open(Terminal terminal, Language language, string? output, string? rejects, RunIdentity? run, int inputs)
    {
        var parts = new List<OutputPart>();
        RunJournal? journal = null;
        try
        {
            var file = output is null ? null : new SafeFile(output, language);
            var isChecked = run is not null && file is { IsRegular: true };
            parts.Add(new OutputPart(file?.Stream ?? terminal.Output, file, isChecked));
            if (file is { IsRegular: true })
                journal = new RunJournal(file.Path, output!, language);
            if (rejects is not null && new SafeFile(rejects, language) is { } further)
                parts.Add(new OutputPart(further.Stream, further, isChecked));
            return new RunOutput(terminal, language, output ?? "", [.. parts], journal, parts.All(part => part.IsRegular) ? run : null, inputs);
        }
        catch
        {
            // What an earlier process has left stays as it was.
            parts.ForEach(part => part.Keep());
            parts.ForEach(part => part.Dispose());
            journal?.Dispose();
            throw;
        }
    }

    /// <summary>Begins the run, or goes on with it where an earlier process ended.</summary>
    /// <param name="isResumed">Whether to go on.</param>
    /// <param name="header">What the results begin with.</param>
    /// <param name="hasRepeatedIds">Whether ids repeat in one of the inputs: asked only where an earlier process could not know yet.</param>
    /// <returns>What is written already.</returns>
    /// <exception cref="UsageException">What there is belongs to another run.</exception>
    public Checkpoint Begin(bool isResumed, ReadOnlySpan<byte> header, Func<int, bool> hasRepeatedIds)
    {
        var earlier = isResumed ? Recover(hasRepeatedIds) : null;
        _isKept = false;
        _lastTime = Stopwatch.GetTimestamp();
        if (earlier is { } recovered)
        {
            _last = recovered;
            _counts = [.. recovered.Counts];
            _position = (recovered.Input, recovered.Mark);
            for (var index = 0; index < _parts.Length; index++)
                _parts[index].GoOnAfter(recovered.Outputs[index]);
            _isBetweenBlocks = true;
            return recovered;
        }

        _journal?.Clear();
        foreach (var part in _parts)
            part.GoOnAfter(default);
        if (Run is not null)
            _journal!.Begin(Run);
        _parts[0].Write(header);
        _isBetweenBlocks = true;
        return _last;
    }

    /// <summary>Writes what became of a block.</summary>
    /// <param name="input">The input to which it belongs, from 0.</param>
    /// <param name="block">The block, with a text for each output.</param>
    /// <param name="counts">What was counted of that input so far, with this block.</param>
    public void Write(int input, ScoredBlock block, PeopleCounts counts)
    {
        _isBetweenBlocks = false;
        for (var index = 0; index < _parts.Length; index++)
            _parts[index].Write(block.Texts[index].Utf8);
        _counts[input] = counts;
        _position = (input, block.End);
        if (Run is not null && IsCheckpointDue)
            WriteCheckpoint(isComplete: false);
        _isBetweenBlocks = true;
    }

    /// <summary>What is written from here on is good only if no id repeats in its input.</summary>
    public void Suppose() => _wayBack = new WayBack(_last, [.. _counts], _position, [.. _parts.Select(part => part.Written)], _journal!.Length);

    /// <summary>No id repeats: nothing has to be taken back.</summary>
    public void Confirm() => _wayBack = null;

    /// <summary>Takes back what was supposed.</summary>
    public void GoBack()
    {
        var back = _wayBack!;
        _isBetweenBlocks = false;
        _journal!.GoBackTo(back.JournalLength); // first, so that it never tells of what is not there
        foreach (var (index, part) in _parts.Index())
            part.GoOnAfter(back.Outputs[index]);
        (_last, _counts, _position, _wayBack) = (back.Last, back.Counts, back.Position, null);
        _isBetweenBlocks = true;
    }

    /// <summary>Lets the outputs appear under their names.</summary>
    public void Complete()
    {
        _isBetweenBlocks = false;
        if (Run is not null && !_last.IsComplete)
        {
            _position = (_counts.Length, InputMark.Start);
            WriteCheckpoint(isComplete: true);
        }

        foreach (var part in _parts.Reverse())
            part.Complete();
        _journal?.Delete();
        _isKept = true;
    }

    /// <summary>Leaves what is written to a later process; without it, what is not complete is removed.</summary>
    public void Keep()
    {
        _isKept = true;
        if (_isBetweenBlocks)
            WriteCheckpoint(isComplete: false);
    }

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            if (_isKept)
                part.Keep();
            part.Dispose();
        }

        if (!_isKept)
            _journal?.Clear();
        _journal?.Dispose();
    }

    private bool IsCheckpointDue =>
        _parts[0].Written.Length - _last.Outputs[0].Length >= BytesBetweenCheckpoints || Stopwatch.GetElapsedTime(_lastTime) >= TimeBetweenCheckpoints;

    private void WriteCheckpoint(bool isComplete)
    {
        _last = new Checkpoint(_position.Input, _position.Mark, [.. _parts.Select(part => part.Written)], [.. _counts], IsSupposed: _wayBack is not null, isComplete);
        _journal!.Write(_last);
        _lastTime = Stopwatch.GetTimestamp();
    }

    // The last checkpoint that holds; null if there is none, and the run starts again.
    private Checkpoint? Recover(Func<int, bool> hasRepeatedIds)
    {
        var (earlier, entries) = _journal!.Read();
        if (earlier?.DifferenceFrom(Run!) is { } difference)
            throw Refused(difference);
        var fitting = entries.TakeWhile(entry => entry.Checkpoint.Outputs.Length == _parts.Length && entry.Checkpoint.Counts.Length == _counts.Length).ToList();
        if (fitting is [.., { Checkpoint.IsComplete: true } whole] && _parts.Index().All(part => part.Item.IsWhole(whole.Checkpoint.Outputs[part.Index], _terminal.Stop)))
            return GoOnAfter(whole, $"'{_name}' sudah lengkap.", $"'{_name}' is complete already.");
        var held = fitting.TakeWhile(entry => !entry.Checkpoint.IsComplete).ToList();
        foreach (var (index, part) in _parts.Index())
            held = held[..part.CountHeld([.. held.Select(entry => entry.Checkpoint.Outputs[index])], _terminal.Stop)];
        if (held is [.., { Checkpoint: { IsSupposed: true, Input: var input } }] && hasRepeatedIds(input))
            held.RemoveAll(entry => entry.Checkpoint.IsSupposed && entry.Checkpoint.Input == input);
        if (held is not [.., var last] || last.Checkpoint.Counts.Sum(counts => counts.Scored + counts.Rejected) is not (> 0 and var people))
            return StartAgain(earlier is null);
        return GoOnAfter(last, $"'{_name}' dilanjutkan setelah {people} orang.", $"going on with '{_name}' after {people} {(people == 1 ? "person" : "people")}.");
    }

    private Checkpoint GoOnAfter(RunJournal.Entry entry, string indonesian, string english)
    {
        _journal!.GoBackTo(entry.End);
        _terminal.Error.WriteLine($"kinerja: {_language.Say(indonesian, english)}");
        return entry.Checkpoint;
    }

    private Checkpoint? StartAgain(bool isUnknown)
    {
        _terminal.Error.WriteLine("kinerja: " + (isUnknown
            ? _language.Say($"tidak ada yang dapat dilanjutkan untuk '{_name}'; mulai dari awal.", $"there is nothing to go on with for '{_name}'; starting from the beginning.")
            : _language.Say($"belum ada yang utuh untuk '{_name}'; mulai dari awal.", $"nothing of '{_name}' is whole yet; starting from the beginning.")));
        return null;
    }

    private UsageException Refused((string Name, string Here, string There) difference) => new(_language.Say(
        $"yang tertulis untuk '{_name}' berasal dari pekerjaan lain: {difference.Name} waktu itu {difference.Here}, sekarang {difference.There}. Ulangi perintah seperti waktu itu, atau tanpa --resume untuk mulai dari awal.",
        $"what is written for '{_name}' belongs to another run: {difference.Name} was {difference.Here}, now it is {difference.There}. Give the command as it was, or leave out --resume to start again."));
}
