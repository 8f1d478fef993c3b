using System.Text;
using Kinerja.Cli.Columns;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>Appraisals from one wide CSV file: one row a person, lists side by side in columns such as <c>planItems.2.target</c>.</summary>
internal sealed class WideCsvInput : IAppraisalInput
{
    private readonly FileStream _file;
    private readonly WideTable _table;
    private readonly InputMark _start;
    private readonly int _blockBytes;

    private WideCsvInput(FileStream file, WideTable table, InputMark start, int blockBytes) => (_file, _table, _start, _blockBytes) = (file, table, start, blockBytes);

    public IReadOnlyList<string> Files { get; private init; } = [];

    public long Length => _file.Length;

    public WideTable Table => _table;

    public static WideCsvInput Open(string path, AppraisalPolicy policy, bool decimalComma, Terminal terminal, Language language, int blockBytes = InputBlock.UsualBytes)
    {
        var file = InputFile.Open(path, language);
        IReadOnlyList<string> files = [path];
        try
        {
            if (!file.CanSeek)
            {
                files = []; // a pipe cannot be read again
                using var pipe = file;
                file = InputFile.Spool(pipe, terminal.Stop);
            }

            var dialect = new CsvDialect(path, decimalComma, language);
            var header = ReadHeader(file, dialect, out var textStart);
            var table = new WideTable(dialect, header.AsMemory(textStart), policy);
            return new WideCsvInput(file, table, new InputMark(header.Length, CsvRecords.CountLines(header), 0), blockBytes) { Files = files };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public IEnumerable<InputBlock> ReadBlocks(InputMark from) => new CsvBlocks(_table, _file.SafeFileHandle, _blockBytes).Read(from == InputMark.Start ? _start : from);

    public IColumnReader? CreateColumnReader(AppraisalPolicy policy) => new CsvPeople(_table, policy);

    public void Dispose() => _file.Dispose();

    // The file up to the end of its header; the text begins behind a byte order mark and blank lines.
    private static byte[] ReadHeader(FileStream file, CsvDialect dialect, out int textStart)
    {
        for (var size = 64 * 1024; ; size *= 2)
        {
            var bytes = new byte[Math.Min(size, file.Length)];
            file.Position = 0;
            file.ReadExactly(bytes);
            var isWhole = bytes.Length == file.Length;
            textStart = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            while (textStart < bytes.Length && bytes[textStart] is (byte)'\r' or (byte)'\n')
                textStart++;
            var end = textStart < bytes.Length ? CsvRecords.EndOfRecord(bytes, textStart, (byte)(dialect.DecimalComma ? ';' : ',')) : -1;
            if (end > 0 || isWhole)
                return end > 0 ? bytes[..end] : bytes;
            if (size > CsvBlocks.MostBytes)
                throw dialect.TooLong(1);
        }
    }
}
