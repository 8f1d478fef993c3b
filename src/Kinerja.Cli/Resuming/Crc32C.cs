using System.Buffers.Binary;
using System.Numerics;

namespace Kinerja.Cli.Resuming;

/// <summary>The CRC-32C of text that grows. It tells what was written from what was torn, not from what was forged.</summary>
internal readonly record struct Crc32C
{
    private readonly uint _inverted; // so that the default is the checksum of nothing

    private Crc32C(uint inverted) => _inverted = inverted;

    /// <summary>The checksum as it is usually written.</summary>
    public uint Value => _inverted;

    public static Crc32C Of(uint value) => new(value);

    /// <summary>The checksum of the text before and these bytes behind it.</summary>
    public Crc32C And(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return new Crc32C(~crc);
    }
}
