using System.Runtime.ExceptionServices;

namespace Kinerja.Cli.Scoring;

/// <summary>Takes blocks through workers on several threads and hands on what they make of them in the order of the blocks.</summary>
/// <remarks>
/// The threads take turns at reading and at writing: whoever has finished the block whose turn it is writes it, and all that wait behind it. Nobody runs
/// ahead by more than a few blocks, so that memory stays flat behind a slow output. The first fault in the order of the blocks ends the run, after all
/// blocks before it were written.
/// </remarks>
internal sealed class BlockPipeline<TScored>(IEnumerable<InputBlock> blocks, Func<Func<InputBlock, TScored>> createWorker, int threads, Action<TScored> write, CancellationToken stop)
{
    private const int BlocksAhead = 4; // for each thread

    private readonly Lock _reading = new();
    private readonly object _order = new();
    private readonly Dictionary<long, TScored> _finished = [];
    private IEnumerator<InputBlock>? _blocks;
    private long _taken; // blocks read
    private long _written; // blocks written
    private long _last = long.MaxValue; // no block from this one on is written: the input ends here, or there is a fault
    private bool _isWriting;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Runs until every block is written. Blocks are written one after another, though not all from the same thread.</summary>
    public void Run()
    {
        using (_blocks = blocks.GetEnumerator())
        {
            var others = new Thread[threads - 1];
            for (var index = 0; index < others.Length; index++)
            {
                others[index] = new Thread(Work) { IsBackground = true };
                others[index].Start();
            }

            Work();
            foreach (var other in others)
                other.Join();
        }

        _fault?.Throw();
    }

    /// <summary>Ends the run with the blocks written before: for use by whom a block is given to write.</summary>
    public void Stop() => End(_written, null);

    private void Work()
    {
        Func<InputBlock, TScored>? score = null;
        while (Take(out var number) is { } block)
        {
            try
            {
                using (block)
                    Finish(number, (score ??= createWorker())(block));
            }
            catch (Exception exception)
            {
                End(number, exception);
            }
        }
    }

    // The next block and its number from 0; null when there is none to take any more.
    private InputBlock? Take(out long number)
    {
        lock (_reading)
        {
            number = _taken;
            if (number >= Volatile.Read(ref _last))
                return null;
            try
            {
                stop.ThrowIfCancellationRequested();
                if (_blocks!.MoveNext())
                {
                    _taken++;
                    return _blocks.Current;
                }

                End(number, null);
            }
            catch (Exception exception)
            {
                End(number, exception);
            }

            return null;
        }
    }

    private void End(long number, Exception? exception)
    {
        lock (_order)
        {
            if (number < _last)
                (_last, _fault) = (number, exception is null ? null : ExceptionDispatchInfo.Capture(exception));
            Monitor.PulseAll(_order);
        }
    }

    private void Finish(long number, TScored scored)
    {
        lock (_order)
        {
            while (number >= _written + (threads * BlocksAhead) && number < _last)
                Monitor.Wait(_order);
            _finished.Add(number, scored);
            if (_isWriting)
                return;
            _isWriting = true;
        }

        while (NextToWrite() is { } turn)
        {
            try
            {
                write(turn.Scored);
                (turn.Scored as IDisposable)?.Dispose();
            }
            catch (Exception exception)
            {
                End(turn.Number, exception);
            }

            lock (_order)
            {
                _written++;
                Monitor.PulseAll(_order);
            }
        }
    }

    private (long Number, TScored Scored)? NextToWrite()
    {
        lock (_order)
        {
            if (_written < _last && _finished.Remove(_written, out var scored))
                return (_written, scored);
            _isWriting = false;
            return null;
        }
    }
}
