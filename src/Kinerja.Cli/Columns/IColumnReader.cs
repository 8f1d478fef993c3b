using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Columns;

/// <summary>Reads the records of blocks into columns, and leaves those to the plan that are not plain. One for each thread.</summary>
internal interface IColumnReader
{
    void Read(ByteBlock block, BlockRows rows);
}
