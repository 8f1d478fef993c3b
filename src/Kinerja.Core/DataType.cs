namespace Kinerja.Core;

/// <summary>The types of the formula language.</summary>
public enum DataType
{
    /// <summary>Not known because of an earlier mistake; accepted everywhere, so that one mistake gives one message.</summary>
    Unknown,

    /// <summary>An exact number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>One word of a list declared by the policy, without order.</summary>
    Code,

    /// <summary>One word of a scale (predikat): a code with an order.</summary>
    Rating,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>A list of records.</summary>
    List,
}
