using System.Globalization;
using Kinerja.Core.Checking;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>Employee numbers of civil servants: NIP of PNS and NI PPPK, 18 digits without a check digit.</summary>
/// <remarks>
/// NIP: birth date YYYYMMDD, appointment YYYYMM, sex 1 or 2, sequence 001-999. Source: perka-bkn-22-2007.
/// NI PPPK: birth date, appointment year, contract code of two digits (21 or higher, so that it is no month), sex, sequence; read from samples.
/// </remarks>
internal static class IdentityNumber
{
    private const int Length = 18;
    private const int FirstContractCode = 21;

    /// <summary>One part of a number, or why the number is none. A part that this kind of number lacks is null without a problem.</summary>
    public static FactProblem? Read(string text, bool isStrict, IdentityPart part, out object? value)
    {
        value = null;
        var number = text.Replace(" ", "", StringComparison.Ordinal);
        if (FindFault(number) is { } fault)
        {
            if (isStrict)
                return new FactProblem(DiagnosticCatalog.IdentityNumber, text, fault, Describe(fault));
            value = part switch { IdentityPart.Number => number, IdentityPart.Kind => FactDeclarer.IdentityKinds.PositionOf("other"), _ => null };
            return null;
        }

        var isContract = Digits(number, 12, 2) >= FirstContractCode;
        value = part switch
        {
            IdentityPart.Number => number,
            IdentityPart.Kind => FactDeclarer.IdentityKinds.PositionOf(isContract ? "niPppk" : "nipPns"),
            IdentityPart.BirthDate => DateOnly.ParseExact(number[..8], "yyyyMMdd", CultureInfo.InvariantCulture),
            IdentityPart.Sex => FactDeclarer.Sexes.PositionOf(number[14] == '1' ? "male" : "female"),
            IdentityPart.Sequence => number[15..],
            IdentityPart.AppointmentYear => (Rational)Digits(number, 8, 4),
            IdentityPart.AppointmentMonth => isContract ? null : (Rational)Digits(number, 12, 2),
            _ => isContract ? number[12..14] : null,
        };
        return null;
    }

    /// <summary>Whether a number is written as eighteen digits without a fault; any other may still be accepted.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length != Length)
            return false;
        Span<char> digits = stackalloc char[Length];
        for (var index = 0; index < Length; index++)
            digits[index] = (char)utf8[index];
        return FindFault(digits) is null;
    }

    private static LocalizedText Describe(string fault) => fault switch
    {
        "digits" => new LocalizedText("ada karakter yang bukan angka,", "there is something other than digits,"),
        "length" => new LocalizedText("jumlah digit", "the number of digits is"),
        "birthDate" => new LocalizedText("tanggal lahir", "the birth date is"),
        "appointment" => new LocalizedText("tahun dan bulan pengangkatan", "the appointment is"),
        "sex" => new LocalizedText("digit jenis kelamin", "the digit of the sex is"),
        _ => new LocalizedText("nomor urut", "the sequence number is"),
    };

    /// <summary>The part that is wrong, or null.</summary>
    private static string? FindFault(ReadOnlySpan<char> number)
    {
        if (number.ContainsAnyExceptInRange('0', '9'))
            return "digits";
        if (number.Length != Length)
            return "length";
        if (!DateOnly.TryParseExact(number[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return "birthDate";
        var month = Digits(number, 12, 2);
        if (Digits(number, 8, 4) == 0 || month == 0)
            return "appointment";
        if (month is > 12 and < FirstContractCode)
            return "appointment";
        if (number[14] is not ('1' or '2'))
            return "sex";
        return number[15..].SequenceEqual("000") ? "sequence" : null;
    }

    private static int Digits(ReadOnlySpan<char> number, int start, int length) =>
        int.Parse(number.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
