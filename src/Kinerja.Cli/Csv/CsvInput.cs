using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>Appraisals from a folder of CSV files: one of people, one for each list. Each person becomes the JSON that NDJSON would have held.</summary>
internal sealed class CsvInput : IAppraisalInput
{
    private const string People = "appraisals";
    private const int IdsABlock = 4_096;

    private readonly CsvTable _appraisals;
    private readonly Dictionary<string, CsvTable> _listsByName;
    private readonly AppraisalPolicy _policy;
    private readonly bool _decimalComma;

    private CsvInput(IReadOnlyList<string> files, CsvTable appraisals, Dictionary<string, CsvTable> listsByName, AppraisalPolicy policy, bool decimalComma) =>
        (Files, _appraisals, _listsByName, _policy, _decimalComma) = (files, appraisals, listsByName, policy, decimalComma);

    public IReadOnlyList<string> Files { get; }

    public long Length => _appraisals.Length;

    public static CsvInput Open(string folder, AppraisalPolicy policy, bool decimalComma, Language language)
    {
        var path = Path.Combine(folder, $"{People}.csv");
        if (!File.Exists(path))
            throw new UsageException(language.Say($"folder '{folder}' tidak berisi {People}.csv.", $"the folder '{folder}' has no {People}.csv."));
        var lists = ListNames(policy.Facts, "").ToHashSet(StringComparer.Ordinal);
        var tables = new Dictionary<string, CsvTable>(StringComparer.Ordinal);
        var files = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (name == People)
                continue;
            if (!lists.Contains(name))
            {
                var known = string.Join(", ", lists.Order(StringComparer.Ordinal));
                throw new UsageException(language.Say(
                    $"{file} bukan daftar dari kebijakan ini ({known}). Betulkan namanya atau pindahkan berkasnya.",
                    $"{file} is no list of this policy ({known}). Correct its name or move it away."));
            }

            tables.Add(name, CsvTable.Open(file, decimalComma, language));
        }

        foreach (var (name, table) in tables.Where(pair => pair.Key.Contains('.', StringComparison.Ordinal)))
        {
            var parent = name[..name.IndexOf('.', StringComparison.Ordinal)];
            if (!tables.ContainsKey(parent))
                throw table.Refused($"berkas {parent}.csv tidak ada", $"there is no {parent}.csv");
            if (!table.Header.Contains($"{parent}#"))
                throw table.Refused($"tidak ada kolom '{parent}#'", $"there is no column '{parent}#'");
        }

        return new CsvInput(files, CsvTable.Open(path, decimalComma, language), tables, policy, decimalComma);
    }

    // The lists need not be read for the ids.
    public IEnumerable<InputBlock> ReadIdBlocks()
    {
        foreach (var ids in _appraisals.Ids().Where(entry => entry.Id.Length > 0).Chunk(IdsABlock))
            yield return new RecordBlock(default, new InputMark(_appraisals.Position, 0, 0), [.. ids.Select(entry => new AppraisalLine(entry.Line, default) { Id = entry.Id })]);
    }

    public IEnumerable<InputBlock> ReadBlocks(InputMark from)
    {
        var start = from;
        var (records, bytes) = (new List<AppraisalLine>(), 0);
        foreach (var record in Read().Skip((int)from.Records)) // the lists have to be read along
        {
            records.Add(record);
            bytes += record.Utf8.Length;
            if (bytes < InputBlock.UsualBytes)
                continue;
            var end = End();
            yield return new RecordBlock(start, end, records);
            (start, records, bytes) = (end, [], 0);
        }

        if (records.Count > 0)
            yield return new RecordBlock(start, End(), records);

        InputMark End() => new(_appraisals.Position, 0, start.Records + records.Count);
    }

    private IEnumerable<AppraisalLine> Read()
    {
        var lists = _listsByName.ToDictionary(pair => pair.Key, pair => new ListTable(pair.Value, _appraisals));
        try
        {
            var writer = new CsvAppraisalWriter(_policy.Facts, lists, _decimalComma);
            foreach (var row in _appraisals.Rows())
                yield return writer.Write(_appraisals, row);
            foreach (var (name, table) in lists.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                foreach (var (id, line) in table.Orphans)
                    yield return Orphan(name, table.Table.FileName, id, line);
            }
        }
        finally
        {
            foreach (var list in lists.Values)
                list.Dispose();
        }
    }

    public void Dispose()
    {
        // Files are open only while they are read.
    }

    private static AppraisalLine Orphan(string list, string file, string id, int line) => new(line, default)
    {
        Id = id.Length == 0 ? null : id,
        Issues =
        [
            AppraisalIssues.InvalidTable($"facts.{list}", new LocalizedText(
                $"{file} baris {line} milik id '{id}', yang tidak ada di {People}.csv",
                $"{file}, line {line}, belongs to the id '{id}', which {People}.csv does not have")),
        ],
    };

    private static IEnumerable<string> ListNames(IEnumerable<FactDescription> facts, string prefix) => facts.Where(fact => fact.Type == DataType.List)
        .SelectMany(list => ListNames(list.Fields, $"{prefix}{list.Name}.").Prepend($"{prefix}{list.Name}"));
}
