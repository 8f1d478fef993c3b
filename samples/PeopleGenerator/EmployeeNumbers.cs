using System.Globalization;

namespace PeopleGenerator;

/// <summary>Invents employee numbers (NIP) of the right form, no two alike in one run.</summary>
internal sealed class EmployeeNumbers(Dice dice)
{
    private readonly HashSet<string> _numbers = [];

    // Birth date, month of appointment, sex, sequence: 18 digits. Sequences from 900 are hardly ever given to real people.
    public string Invent()
    {
        while (true)
        {
            var birthYear = dice.Between(1968, 1999);
            var appointmentYear = Math.Min(birthYear + dice.Between(20, 33), 2024);
            var number = string.Create(CultureInfo.InvariantCulture,
                $"{birthYear:0000}{dice.Between(1, 12):00}{dice.Between(1, 28):00}{appointmentYear:0000}{dice.Between(1, 12):00}{dice.Between(1, 2)}{dice.Between(900, 999):000}");
            if (_numbers.Add(number))
                return number;
        }
    }
}
