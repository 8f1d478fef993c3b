using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>One sample region: who invents its people and the facts of its units.</summary>
internal interface IRegion
{
    /// <summary>The folder under <c>samples/regions</c>.</summary>
    string Name { get; }

    /// <summary>Where the dice begin; never zero.</summary>
    ulong Seed { get; }

    /// <summary>How many people the sample has.</summary>
    int PeopleCount { get; }

    /// <summary>People as lines of people.ndjson; some may have gaps on purpose.</summary>
    IEnumerable<JsonObject> InventPeople(Dice dice, int count);

    /// <summary>Facts of units as lines of units.ndjson, after the people; empty where the policy asks for none.</summary>
    IEnumerable<JsonObject> InventUnits(Dice dice, IReadOnlyList<JsonObject> people);
}
