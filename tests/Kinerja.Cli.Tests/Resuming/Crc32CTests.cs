using System.Text;
using Kinerja.Cli.Resuming;

namespace Kinerja.Cli.Tests.Resuming;

public sealed class Crc32CTests
{
    // From RFC 3720, B.4, and the usual check value.
    [Theory]
    [InlineData("", 0x00000000U)]
    [InlineData("123456789", 0xE3069283U)]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 0x8A9136AAU)]
    public void TheChecksum_IsThatOfTheStandard(string text, uint expected) => Assert.Equal(expected, default(Crc32C).And(Encoding.ASCII.GetBytes(text)).Value);

    [Fact]
    public void PartsInARow_GiveTheChecksumOfTheWhole()
    {
        var bytes = new byte[100];
        new Random(4).NextBytes(bytes);
        var whole = default(Crc32C).And(bytes);
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(whole, Crc32C.Of(default(Crc32C).And(bytes.AsSpan(..cut)).Value).And(bytes.AsSpan(cut..)));
    }
}
